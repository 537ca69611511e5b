/** Reads tables and queries of relational databases. */
@NullMarked
package org.tomte.connectors.jdbc;

import org.jspecify.annotations.NullMarked;
