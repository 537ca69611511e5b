package org.tomte.connectors.jdbc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the database knows it.
 *
 * @param catalog null where the database has none
 * @param schema null where the database has none
 * @param name in its own case
 * @param primaryKey its columns in order; empty when there is none
 */
record Table(
    @Nullable String catalog, @Nullable String schema, String name, List<String> primaryKey) {

  Table {
    primaryKey = List.copyOf(primaryKey);
  }

  /** The name of its stream. */
  String shown() {
    String outer = schema == null ? catalog : schema;
    return outer == null ? name : outer + "." + name;
  }

  /** Its name in a statement. */
  String quoted(Dialect dialect) {
    String outer = schema == null ? catalog : schema;
    String inner = dialect.quote(name);
    return outer == null || dialect == Dialect.SQLITE ? inner : dialect.quote(outer) + "." + inner;
  }
}
