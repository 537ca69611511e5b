package org.tomte.store.observe;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.observe.CountersJson;
import org.tomte.engine.observe.RunLog;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Runs in PostgreSQL. */
public final class JdbiRunLog implements RunLog {
  private static final MultiRow<Ended> END =
      new MultiRow<>(
          """
          INSERT INTO run AS r (daemon, lane, planned, cause, started, node, epoch, commits,
            settled, outcome, words, ended, counters)
          VALUES\
          """,
          """
          (?, ?, ?, ?, ?, ?, ?, 0, ? AND NOT EXISTS (
            SELECT 1 FROM lane l WHERE l.daemon = ? AND l.lane = ? AND l.epoch > ?), ?, ?, ?, ?)\
          """,
          """
          ON CONFLICT (daemon, lane, planned) DO UPDATE SET cause = excluded.cause,
            started = excluded.started, node = excluded.node, epoch = excluded.epoch,
            settled = r.settled OR excluded.settled, outcome = excluded.outcome,
            words = excluded.words, ended = excluded.ended, counters = excluded.counters
          WHERE r.epoch < excluded.epoch
            OR (r.epoch = excluded.epoch AND r.started <= excluded.started)\
          """,
          (row, run) ->
              row.integer(run.run().daemon().value())
                  .text(run.run().lane())
                  .time(run.run().planned())
                  .text(run.run().cause())
                  .time(run.run().started())
                  .text(run.run().node())
                  .number(run.epoch())
                  .flag(run.settled())
                  .integer(run.run().daemon().value())
                  .text(run.run().lane())
                  .number(run.epoch())
                  .text(run.outcome())
                  .text(run.words())
                  .time(run.ended())
                  .text(CountersJson.write(run.counters())));

  private static final String LIST =
      """
      SELECT * FROM run WHERE daemon = ? AND planned < ? ORDER BY planned DESC LIMIT ?
      """;

  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final Transactions transactions;

  /** Runs in this database. */
  public JdbiRunLog(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  private record Key(DaemonId daemon, String lane, Instant planned) {
    static Key of(RunId run) {
      return new Key(run.daemon(), run.lane(), run.planned());
    }
  }

  @Override
  public void end(List<Ended> runs) {
    Map<Key, Ended> latest = new LinkedHashMap<>(); // one row may be written once per statement
    for (Ended run : runs) {
      latest.merge(Key.of(run.run()), run, JdbiRunLog::both);
    }
    List<Ended> sorted = new ArrayList<>(latest.values());
    sorted.sort(
        Comparator.comparing((Ended run) -> run.run().daemon())
            .thenComparing(run -> run.run().lane())
            .thenComparing(run -> run.run().planned()));
    transactions.run((_, connection) -> {
      END.execute(connection, sorted);
      return true;
    });
  }

  private static Ended both(Ended earlier, Ended later) {
    boolean stale =
        later.epoch() < earlier.epoch()
            || (later.epoch() == earlier.epoch()
                && later.run().started().isBefore(earlier.run().started()));
    if (stale) {
      return earlier;
    }
    return new Ended(
        later.run(),
        later.epoch(),
        later.outcome(),
        later.words(),
        earlier.settled() || later.settled(),
        later.ended(),
        later.counters());
  }

  @Override
  public List<LoggedRun> of(DaemonId daemon, @Nullable Instant before, int limit) {
    return transactions.run((_, connection) -> {
      List<LoggedRun> found = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(LIST)) {
        new Parameters(statement)
            .integer(daemon.value())
            .time(before == null ? END_OF_TIME : before)
            .integer(limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.add(run(row));
          }
        }
      }
      return found;
    });
  }

  private static LoggedRun run(ResultSet row) throws SQLException {
    String counters = row.getString("counters");
    RunId id =
        new RunId(
            new DaemonId(row.getInt("daemon")),
            Rows.text(row, "lane"),
            Rows.time(row, "planned"),
            Rows.text(row, "cause"),
            Rows.time(row, "started"),
            Rows.text(row, "node"));
    return new LoggedRun(
        id,
        row.getInt("commits"),
        row.getString("outcome"),
        row.getString("words"),
        Rows.timeOrNull(row, "ended"),
        counters == null ? null : CountersJson.read(counters));
  }

  @Override
  public boolean settled(DaemonId daemon, Instant planned) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT 1 FROM run WHERE daemon = ? AND planned = ? AND settled LIMIT 1")) {
        new Parameters(statement).integer(daemon.value()).time(planned);
        try (ResultSet row = statement.executeQuery()) {
          return row.next();
        }
      }
    });
  }

  @Override
  public long forget(Instant before) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement("DELETE FROM run WHERE planned < ?")) {
        new Parameters(statement).time(before);
        return (long) statement.executeUpdate();
      }
    });
  }
}
