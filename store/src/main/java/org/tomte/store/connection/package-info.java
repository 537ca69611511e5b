/** Pauses of connections in PostgreSQL. */
@NullMarked
package org.tomte.store.connection;

import org.jspecify.annotations.NullMarked;
