package org.tomte.store.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tomte.store.sql.CopyRows;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;

/** Writes many rows at once. */
final class Batch {

  private Batch() {}

  /** Inserts rows with few statements of many rows each. */
  static <T> void insert(
      Handle handle, String doing, MultiRow<T> statement, Collection<? extends T> elements) {
    try {
      statement.execute(handle.getConnection(), List.copyOf(elements));
    } catch (SQLException e) {
      throw new CaseworkStoreFault(doing, e);
    }
  }

  /** Appends rows at once. */
  static <T> void copy(Handle handle, String doing, CopyRows<T> table, List<T> elements) {
    try {
      table.execute(handle.getConnection(), elements);
    } catch (SQLException e) {
      throw new CaseworkStoreFault(doing, e);
    }
  }

  /** Executes one statement for each element in one round trip. */
  static <T> void execute(
      Handle handle, String doing, String sql, Collection<T> elements, MultiRow.Binder<T> binder) {
    if (elements.isEmpty()) {
      return;
    }
    Connection connection = handle.getConnection();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T element : elements) {
        binder.bind(new Parameters(statement), element);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new CaseworkStoreFault(doing, e);
    }
  }
}
