/** The data layer in PostgreSQL. */
@NullMarked
package org.tomte.store.casework;

import org.jspecify.annotations.NullMarked;
