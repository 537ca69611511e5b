package org.tomte.store.keep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.store.sql.Parameters;

/**
 * Kept events of incidents that are held, or were merged into such, and the keys that lead to them:
 * they stay as long as the hold.
 */
final class HeldEvents {
  private static final int DAYS_MORE = 31;

  private static final String HELD =
      """
      WITH RECURSIVE held (number) AS (
        SELECT number FROM incident WHERE hold_reason IS NOT NULL
        UNION
        SELECT incident.number FROM incident JOIN held ON incident.duplicate_of = held.number
      )
      SELECT number FROM held ORDER BY number
      """;

  private static final String EVENTS =
      """
      UPDATE kept_event SET until = ? FROM event_key
      WHERE kept_event.until <= ? AND event_key.stream = kept_event.stream
        AND event_key.hash = kept_event.hash AND event_key.made ~ ?
      """;

  private static final String KEYS = "UPDATE event_key SET until = ? WHERE until <= ? AND made ~ ?";

  private HeldEvents() {}

  /**
   * What the keys of their events match, as a regular expression: keys say what an event made as
   * lists of rule, action, kind of object (1 for incidents) and number.
   *
   * @return null when nothing is held
   */
  static @Nullable String pattern(Connection connection) throws SQLException {
    List<String> numbers = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(HELD);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        numbers.add(Long.toString(row.getLong(1)));
      }
    }
    return numbers.isEmpty() ? null : ",1,(" + String.join("|", numbers) + ")[],]";
  }

  /** Puts off what would be removed today; the next month's runs look again. */
  static boolean postpone(Connection connection, LocalDate today, String pattern)
      throws SQLException {
    for (String sql : List.of(EVENTS, KEYS)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        new Parameters(statement).day(today.plusDays(DAYS_MORE)).day(today).text(pattern);
        statement.executeUpdate();
      }
    }
    return true;
  }
}
