/** Counters by minute and runs, in PostgreSQL. */
@NullMarked
package org.tomte.store.observe;

import org.jspecify.annotations.NullMarked;
