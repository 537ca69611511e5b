package org.tomte.engine.expression.function;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The look-up tables that {@code lookup(table, key)} reads. */
public interface Tables {

  /** The names of the tables. */
  Set<String> names();

  /**
   * The plain JSON value of a key.
   *
   * @return the value, or null if the table has no such key
   */
  @Nullable Object find(String table, String key);

  /** No tables. */
  static Tables none() {
    return of(Map.of());
  }

  /** Tables held in memory: table to key to value. */
  static Tables of(Map<String, ? extends Map<String, ?>> tables) {
    return new Tables() {
      @Override
      public Set<String> names() {
        return Set.copyOf(tables.keySet());
      }

      @Override
      public @Nullable Object find(String table, String key) {
        Map<String, ?> rows = tables.get(table);
        return rows == null ? null : rows.get(key);
      }
    };
  }
}
