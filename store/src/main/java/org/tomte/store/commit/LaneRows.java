package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.LaneRow;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.RunRow;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;

/** The tables of lanes and of the runs that commit in them. */
final class LaneRows {
  private static final String LOCK =
      """
      SELECT l.daemon, l.lane, l.epoch, l.last_commit
      FROM lane l JOIN unnest(?, ?) AS w (daemon, lane)
        ON l.daemon = w.daemon AND l.lane = w.lane
      ORDER BY l.daemon, l.lane FOR NO KEY UPDATE OF l
      """;

  private static final String STAMP =
      """
      UPDATE lane l SET last_commit = ? FROM unnest(?, ?) AS w (daemon, lane)
      WHERE l.daemon = w.daemon AND l.lane = w.lane
      """;

  private static final String CLOSE =
      """
      DELETE FROM lane l USING unnest(?, ?) AS w (daemon, lane)
      WHERE l.daemon = w.daemon AND l.lane = w.lane
      """;

  private static final MultiRow<LaneName> RAISE =
      new MultiRow<>(
          "INSERT INTO lane AS l (daemon, lane, epoch) VALUES",
          "(?, ?, 1)",
          """
          ON CONFLICT (daemon, lane) DO UPDATE SET epoch = l.epoch + 1
          RETURNING daemon, lane, epoch\
          """,
          (row, name) -> row.integer(name.daemon().value()).text(name.lane()));

  private static final MultiRow<RunRow> CLAIM =
      new MultiRow<>(
          """
          INSERT INTO run AS r (daemon, lane, planned, cause, started, node, epoch, commits)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?, ?, 1)",
          """
          ON CONFLICT (daemon, lane, planned) DO UPDATE SET cause = excluded.cause,
            started = excluded.started, node = excluded.node, epoch = excluded.epoch,
            commits = r.commits + 1, outcome = NULL, words = NULL, ended = NULL, counters = NULL
          WHERE NOT r.settled
          RETURNING daemon, lane\
          """,
          (row, run) ->
              row.integer(run.lane().daemon().value())
                  .text(run.lane().lane())
                  .time(run.run().planned())
                  .text(word(run.run().cause()))
                  .time(run.run().started())
                  .text(run.run().node())
                  .number(run.epoch()));

  private static final String HOLDER =
      """
      SELECT cause, started, node FROM run WHERE daemon = ? AND lane = ? AND planned = ?
      """;

  private LaneRows() {}

  static String word(RunRef.Cause cause) {
    return cause.name().toLowerCase(Locale.ROOT);
  }

  static List<LaneRow> lock(Connection connection, List<LaneName> names) throws SQLException {
    List<LaneRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      bindNames(statement, 1, names);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          UUID last = row.getObject("last_commit", UUID.class);
          rows.add(new LaneRow(name(row), row.getLong("epoch"), last));
        }
      }
    }
    return rows;
  }

  private static void bindNames(PreparedStatement statement, int first, Collection<LaneName> names)
      throws SQLException {
    Connection connection = statement.getConnection();
    Integer[] daemons = names.stream().map(name -> name.daemon().value()).toArray(Integer[]::new);
    String[] lanes = names.stream().map(LaneName::lane).toArray(String[]::new);
    statement.setArray(first, connection.createArrayOf("integer", daemons));
    statement.setArray(first + 1, connection.createArrayOf("text", lanes));
  }

  private static LaneName name(ResultSet row) throws SQLException {
    return new LaneName(new DaemonId(row.getInt("daemon")), Rows.text(row, "lane"));
  }

  static void stamp(Connection connection, List<LaneName> names, UUID attempt) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STAMP)) {
      statement.setObject(1, attempt);
      bindNames(statement, 2, names);
      statement.executeUpdate();
    }
  }

  /** Raises epochs; names must be sorted, so that two who raise many do not wait in a circle. */
  static Map<LaneName, Long> raise(Connection connection, List<LaneName> sorted)
      throws SQLException {
    Map<LaneName, Long> epochs = new TreeMap<>();
    RAISE.query(connection, sorted, row -> epochs.put(name(row), row.getLong("epoch")));
    return epochs;
  }

  /** Removes lanes; a commit that holds one is waited for. */
  static void close(Connection connection, List<LaneName> names) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
      bindNames(statement, 1, names);
      statement.executeUpdate();
    }
  }

  static Map<LaneName, Long> ofDaemons(Connection connection, Collection<DaemonId> daemons)
      throws SQLException {
    Map<LaneName, Long> epochs = new TreeMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT daemon, lane, epoch FROM lane WHERE daemon = ANY (?)")) {
      Integer[] numbers = daemons.stream().map(DaemonId::value).toArray(Integer[]::new);
      statement.setArray(1, connection.createArrayOf("integer", numbers));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          epochs.put(name(row), row.getLong("epoch"));
        }
      }
    }
    return epochs;
  }

  static Map<LaneName, RunRef> claim(Connection connection, List<RunRow> runs) throws SQLException {
    Map<LaneName, RunRow> missing = new HashMap<>();
    runs.forEach(run -> missing.put(run.lane(), run));
    CLAIM.query(connection, runs, row -> missing.remove(name(row)));
    Map<LaneName, RunRef> holders = new HashMap<>();
    for (RunRow run : missing.values()) {
      holders.put(run.lane(), holder(connection, run));
    }
    return holders;
  }

  private static RunRef holder(Connection connection, RunRow run) throws SQLException {
    Instant planned = run.run().planned();
    try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
      new Parameters(statement)
          .integer(run.lane().daemon().value())
          .text(run.lane().lane())
          .time(planned);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("a run that was settled is gone", "40001");
        }
        RunRef.Cause cause = RunRef.Cause.valueOf(Rows.text(row, "cause").toUpperCase(Locale.ROOT));
        return new RunRef(planned, cause, Rows.time(row, "started"), Rows.text(row, "node"));
      }
    }
  }
}
