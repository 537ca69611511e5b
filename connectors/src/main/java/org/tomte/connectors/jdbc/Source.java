package org.tomte.connectors.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is read, as the database describes it.
 *
 * @param table null for a query
 * @param from what follows FROM in a statement
 * @param columns all columns that are read
 * @param tracking where rows stand
 * @param order the columns by which rows are ordered, of which no two rows have the same values
 * @param key the columns that tell rows apart; for rows without a place also their order
 */
record Source(
    @Nullable Table table,
    String from,
    List<Column> columns,
    Tracking tracking,
    List<Column> order,
    List<Column> key) {

  /** The name of the one stream of a query. */
  static final String QUERY = "query";

  Source {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
    key = List.copyOf(key);
  }

  String stream() {
    return table == null ? QUERY : table.shown();
  }
}
