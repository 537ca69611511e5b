package org.tomte.store.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** One statement for many rows; the driver turns inserts into few statements of many rows each. */
final class Batch {

  private Batch() {}

  /** Sets the values of one row. */
  @FunctionalInterface
  interface Binder<T> {
    void bind(Row row, T element) throws SQLException;
  }

  static <T> void execute(
      Handle handle, String doing, String sql, Collection<T> elements, Binder<T> binder) {
    if (elements.isEmpty()) {
      return;
    }
    Connection connection = handle.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T element : elements) {
        binder.bind(new Row(connection, statement), element);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new CaseworkStoreFault(doing, e);
    }
  }
}
