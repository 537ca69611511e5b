/** Quarantine entries in PostgreSQL. */
@NullMarked
package org.tomte.store.quarantine;

import org.jspecify.annotations.NullMarked;
