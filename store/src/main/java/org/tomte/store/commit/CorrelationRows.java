package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.CorrelationName;
import org.tomte.engine.commit.CorrelationRow;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Rows;

/** The table of what events of one rule have in common. */
final class CorrelationRows {
  private static final MultiRow<CorrelationName> INSERT =
      new MultiRow<>(
          "INSERT INTO correlation (daemon, hash) VALUES",
          "(?, ?)",
          "ON CONFLICT (daemon, hash) DO NOTHING",
          (row, name) -> row.integer(name.daemon().value()).hash(name.hash()));

  private static final String LOCK =
      """
      SELECT c.daemon, c.hash, c.state
      FROM correlation c JOIN unnest(?, ?) AS w (daemon, hash)
        ON c.daemon = w.daemon AND c.hash = w.hash
      ORDER BY c.daemon, c.hash FOR NO KEY UPDATE OF c
      """;

  private static final MultiRow<CorrelationRow> UPDATE =
      new MultiRow<>(
          "UPDATE correlation c SET state = v.state, until = v.until FROM (VALUES",
          "(?::integer, ?::uuid, ?, ?::timestamptz)",
          """
          ) v (daemon, hash, state, until)
          WHERE c.daemon = v.daemon AND c.hash = v.hash\
          """,
          (row, correlation) ->
              row.integer(correlation.name().daemon().value())
                  .hash(correlation.name().hash())
                  .text(correlation.state())
                  .time(correlation.until()));

  private CorrelationRows() {}

  static Map<CorrelationName, String> lock(Connection connection, List<CorrelationName> sorted)
      throws SQLException {
    INSERT.execute(connection, sorted);
    Map<CorrelationName, String> states = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      Integer[] daemons =
          sorted.stream().map(name -> name.daemon().value()).toArray(Integer[]::new);
      UUID[] hashes =
          sorted.stream()
              .map(name -> new UUID(name.hash().high(), name.hash().low()))
              .toArray(UUID[]::new);
      statement.setArray(1, connection.createArrayOf("integer", daemons));
      statement.setArray(2, connection.createArrayOf("uuid", hashes));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          CorrelationName name =
              new CorrelationName(new DaemonId(row.getInt("daemon")), Rows.hash(row, "hash"));
          states.put(name, Rows.text(row, "state"));
        }
      }
    }
    if (states.size() < sorted.size()) {
      throw new SQLException("a correlation was forgotten while it was locked", "40001");
    }
    return states;
  }

  static void update(Connection connection, List<CorrelationRow> rows) throws SQLException {
    UPDATE.execute(connection, rows);
  }
}
