package org.tomte.store.keep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.store.commit.KeptPartitions;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Removes the oldest kept events of daemons that keep more than their budget. */
final class BudgetCut {
  private static final String SIZES =
      """
      SELECT daemon, day, sum(bytes)::bigint AS bytes FROM (
        SELECT daemon, day, bytes FROM kept_event
        UNION ALL SELECT daemon, day, bytes FROM kept_block) kept
      GROUP BY daemon, day
      """;

  /** The last id that must go, so that at least so many bytes of a day go. */
  private static final String LAST =
      """
      SELECT min(id) FROM (
        SELECT id, sum(bytes) OVER (ORDER BY id) AS up_to FROM (
          SELECT id, bytes FROM kept_event WHERE daemon = ? AND day = ?
          UNION ALL SELECT id, bytes FROM kept_block WHERE daemon = ? AND day = ?) kept) summed
      WHERE up_to >= ?
      """;

  /** Events of held incidents stay, whatever the budget. */
  private static final String NOT_HELD =
      """
       AND NOT EXISTS (SELECT FROM event_key
        WHERE event_key.stream = kept_event.stream AND event_key.hash = kept_event.hash
          AND event_key.made ~ ?)
      """;

  private final Transactions transactions;
  private final @Nullable String held;

  /**
   * Cuts.
   *
   * @param held what keys of events match that must stay; null when none must
   */
  BudgetCut(Transactions transactions, @Nullable String held) {
    this.transactions = transactions;
    this.held = held;
  }

  long cut(Map<DaemonId, Long> budgets) {
    if (budgets.isEmpty()) {
      return 0;
    }
    long removed = 0;
    for (Map.Entry<DaemonId, SortedMap<LocalDate, Long>> each : sizes().entrySet()) {
      Long budget = budgets.get(each.getKey());
      long kept = each.getValue().values().stream().mapToLong(Long::longValue).sum();
      if (budget != null && kept > budget) {
        removed += cut(each.getKey(), each.getValue(), kept - budget);
      }
    }
    return removed;
  }

  private Map<DaemonId, SortedMap<LocalDate, Long>> sizes() {
    return transactions.run((_, connection) -> {
      Map<DaemonId, SortedMap<LocalDate, Long>> sizes = new HashMap<>();
      try (PreparedStatement statement = connection.prepareStatement(SIZES);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          LocalDate day = Rows.present(Rows.dayOrNull(row, "day"), "day");
          sizes
              .computeIfAbsent(new DaemonId(row.getInt("daemon")), _ -> new TreeMap<>())
              .put(day, row.getLong("bytes"));
        }
      }
      return sizes;
    });
  }

  private long cut(DaemonId daemon, SortedMap<LocalDate, Long> days, long excess) {
    long left = excess;
    long removed = 0;
    for (Map.Entry<LocalDate, Long> day : days.entrySet()) {
      if (left <= 0) {
        break;
      }
      long part = Math.min(left, day.getValue());
      LocalDate date = day.getKey();
      removed += transactions.run((_, connection) -> cutDay(connection, daemon, date, part));
      left -= part;
    }
    return removed;
  }

  private long cutDay(Connection connection, DaemonId daemon, LocalDate day, long excess)
      throws SQLException {
    Long last = last(connection, daemon, day, excess);
    if (last == null) {
      return 0;
    }
    long removed = 0;
    for (String table : KeptPartitions.TABLES) {
      boolean looks = held != null && table.equals("kept_event"); // blocks made nothing
      String sql =
          "DELETE FROM %s WHERE daemon = ? AND day = ? AND id <= ?%s"
              .formatted(table, looks ? NOT_HELD : "");
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        Parameters parameters =
            new Parameters(statement).integer(daemon.value()).day(day).number(last);
        if (looks) {
          parameters.text(held);
        }
        removed += statement.executeUpdate();
      }
    }
    return removed;
  }

  private static @Nullable Long last(
      Connection connection, DaemonId daemon, LocalDate day, long excess) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LAST)) {
      new Parameters(statement)
          .integer(daemon.value())
          .day(day)
          .integer(daemon.value())
          .day(day)
          .number(excess);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getObject(1, Long.class) : null;
      }
    }
  }
}
