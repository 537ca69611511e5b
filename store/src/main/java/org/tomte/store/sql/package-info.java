/** Statements, values and faults of PostgreSQL, as the stores of the machinery share them. */
@NullMarked
package org.tomte.store.sql;

import org.jspecify.annotations.NullMarked;
