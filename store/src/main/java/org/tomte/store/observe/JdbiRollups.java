package org.tomte.store.observe;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.RollupRow;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.CountersJson;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RuleCount;
import org.tomte.engine.observe.Stage;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Counters by minute in PostgreSQL. */
public final class JdbiRollups implements Rollups {
  /** Steps are counted from the epoch; a step of the whole span begins where the span does. */
  private static final String BUCKET =
      "date_bin(make_interval(secs => ?), minute, ?::timestamptz) AS bucket";

  private static final String SPAN = "WHERE daemon = ? AND minute >= ? AND minute < ? ";

  private static final String STAGES =
      "SELECT %s, %s FROM daemon_minute ".formatted(BUCKET, sums())
          + SPAN
          + "GROUP BY bucket ORDER BY bucket";

  private static final String RULES =
      "SELECT %s, rule, sum(matched)::bigint AS matched, ".formatted(BUCKET)
          + "sum(unknown)::bigint AS unknown, sum(failed)::bigint AS failed FROM rule_minute "
          + SPAN
          + "GROUP BY bucket, rule";

  private final Transactions transactions;

  /** Counters in this database. */
  public JdbiRollups(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  private static String sums() {
    return Arrays.stream(Stage.values())
        .map(CountersJson::word)
        .map(stage -> "sum(%s)::bigint AS %s".formatted(stage, stage))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void add(List<Counted> counted) {
    List<RollupRow> rows =
        counted.stream()
            .filter(each -> !each.counters().isZero())
            .map(each ->
                new RollupRow(
                    each.daemon(), each.minute().truncatedTo(ChronoUnit.MINUTES), each.counters()))
            .toList();
    transactions.run((_, connection) -> {
      MinuteRows.add(connection, rows);
      return true;
    });
  }

  @Override
  public List<Bucket> funnel(DaemonId daemon, Instant from, Instant until, Duration step) {
    TreeMap<Instant, Counters.Counting> buckets = new TreeMap<>();
    Span span = new Span(daemon, from, until, step);
    transactions.run((_, connection) -> {
      readStages(connection, span, buckets);
      readRules(connection, span, buckets);
      return true;
    });
    List<Bucket> found = new ArrayList<>();
    buckets.forEach((start, counting) -> found.add(new Bucket(start, counting.done())));
    return found;
  }

  private record Span(DaemonId daemon, Instant from, Instant until, Duration step) {
    void bind(PreparedStatement statement) throws SQLException {
      boolean whole = step.isZero();
      long seconds =
          whole ? Math.max(60, Duration.between(from, until).toSeconds()) : step.toSeconds();
      new Parameters(statement)
          .number(seconds)
          .time(whole ? from : Instant.EPOCH)
          .integer(daemon.value())
          .time(from)
          .time(until);
    }
  }

  private static void readStages(
      Connection connection, Span span, Map<Instant, Counters.Counting> buckets)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STAGES)) {
      span.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Counters.Counting counting = bucket(row, buckets);
          for (Stage stage : Stage.values()) {
            counting.count(stage, row.getLong(CountersJson.word(stage)));
          }
        }
      }
    }
  }

  private static void readRules(
      Connection connection, Span span, Map<Instant, Counters.Counting> buckets)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RULES)) {
      span.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          RuleCount count =
              new RuleCount(row.getLong("matched"), row.getLong("unknown"), row.getLong("failed"));
          bucket(row, buckets).count(Rows.text(row, "rule"), count);
        }
      }
    }
  }

  private static Counters.Counting bucket(ResultSet row, Map<Instant, Counters.Counting> buckets)
      throws SQLException {
    return buckets.computeIfAbsent(Rows.time(row, "bucket"), _ -> new Counters.Counting());
  }

  @Override
  public long forget(Instant before) {
    return transactions.run((_, connection) -> {
      delete(connection, "rule_minute", before);
      return delete(connection, "daemon_minute", before);
    });
  }

  private static long delete(Connection connection, String table, Instant before)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM %s WHERE minute < ?".formatted(table))) {
      new Parameters(statement).time(before);
      return statement.executeUpdate();
    }
  }
}
