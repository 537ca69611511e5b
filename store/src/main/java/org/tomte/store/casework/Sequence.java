package org.tomte.store.casework;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The sequence that ids and places of changes come from. */
final class Sequence {

  private Sequence() {}

  static List<Long> take(Handle handle, int count) {
    try (PreparedStatement statement =
        handle
            .getConnection()
            .prepareStatement(
                """
                SELECT array_agg(nextval('casework_sequence')) FROM generate_series(1, ?)
                """)) {
      statement.setInt(1, count);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return List.of((Long[]) row.getArray(1).getArray());
      }
    } catch (SQLException e) {
      throw new CaseworkStoreFault("new ids", e);
    }
  }
}
