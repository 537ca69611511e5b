package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Hands out ids from blocks of a thousand that the database gives. */
final class EngineIds {
  private static final int BLOCK = 1000;

  private long next;
  private long left;

  /** Takes ids that follow on each other; gives the first. */
  synchronized long take(Connection connection, int count) throws SQLException {
    while (left < count) {
      fetch(connection, count);
    }
    long first = next;
    next += count;
    left -= count;
    return first;
  }

  /** Asks for as many blocks as are needed; other nodes may come in between, then again. */
  private void fetch(Connection connection, int count) throws SQLException {
    int blocks = (count + BLOCK - 1) / BLOCK;
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT min(v) AS first, max(v) AS last
            FROM (SELECT nextval('engine_id') AS v FROM generate_series(1, ?)) taken
            """)) {
      statement.setInt(1, blocks);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long first = row.getLong("first");
        if (row.getLong("last") - first == (long) (blocks - 1) * BLOCK) {
          next = first;
          left = (long) blocks * BLOCK;
        }
      }
    }
  }
}
