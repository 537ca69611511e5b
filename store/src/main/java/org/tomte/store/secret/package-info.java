/** Encrypted secrets in the database. */
@NullMarked
package org.tomte.store.secret;

import org.jspecify.annotations.NullMarked;
