/**
 * The database a Tomte instance works on: its home folder, the embedded PostgreSQL with its
 * launcher, external servers, the connection pool and the schema migrations.
 */
@NullMarked
package org.tomte.store.postgres;

import org.jspecify.annotations.NullMarked;
