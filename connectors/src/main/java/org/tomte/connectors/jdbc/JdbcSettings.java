package org.tomte.connectors.jdbc;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** The settings of a {@code jdbc} source. */
public record JdbcSettings(
    @Setting(
            value = "The JDBC address of the database, without user and password.",
            example = "jdbc:postgresql://db.example.com/crm")
        String url,
    @Setting(value = "The account to log in with; one that may only read.", example = "reader")
        @Nullable String user,
    @Setting(value = "Its password, as a reference.", example = "${secret:crm-password}")
        @Nullable String password,
    @Setting(
            value = "More properties for the driver.",
            fallback = "{}",
            example = "{sslmode: verify-full}")
        Map<String, String> properties,
    @Setting(
            value = "A table or view, with its schema where the name alone is not clear.",
            example = "public.alerts")
        @Nullable String table,
    @Setting(
            value =
                "A SELECT instead of a table; :from, :until and :launch stand for the bounds of"
                    + " the reading. It is ordered and cut into pages by Tomte.",
            example = "SELECT a.id, a.text FROM alerts a WHERE a.id > :from AND a.kind = 'x'")
        @Nullable String query,
    @Setting(value = "The columns of the table to read; all when there are none.", fallback = "[]")
        List<String> columns,
    @Setting(
            value =
                "Where rows stand: one column of growing whole numbers, or a time and the columns"
                    + " that order rows of one time. Without it the whole set is compared each"
                    + " time.",
            fallback = "[]",
            example = "[updated_at, id]")
        List<String> tracking,
    @Setting(
            value =
                "The columns that tell one row from another; without it the tracked ids, the"
                    + " columns after the tracked time, or the table's primary key.",
            fallback = "[]",
            example = "[id]")
        List<String> key,
    @Setting(
            value =
                "Says that no two rows have the same id or key, where the database cannot prove"
                    + " it: views, queries, tables without such an index.",
            fallback = "false")
        boolean unique,
    @Setting(
            value =
                "The column that says when a row happened; without it the tracked time, if any.",
            example = "created_at")
        @Nullable String time,
    @Setting(
            value =
                "The zone of columns that have a date and time but no zone; without it they are"
                    + " read as text without an offset and cannot be tracked.",
            example = "Europe/Berlin")
        @Nullable String zone,
    @Setting(
            value = "Other zones for single columns.",
            fallback = "{}",
            example = "{created_at: UTC}")
        Map<String, String> zones,
    @Setting(value = "The unit, when the tracked time is a number that counts from 1970.")
        @Nullable Epoch epoch,
    @Setting(
            value = "The step of the tracked time, when the database does not tell it right.",
            example = "1s")
        @Nullable Duration precision,
    @Setting(
            value =
                "Whether rows whose tracked column is NULL are read; all of them are, at each run.",
            fallback = "true")
        boolean nulls,
    @Setting(
            value = "Without tracking: whether a row that is no longer there becomes an event.",
            fallback = "true")
        boolean gone,
    @Setting(
            value =
                "PostgreSQL: how long a run waits for transactions that may hold smaller ids; after"
                    + " that it reads up to the first missing id only.",
            fallback = "2s")
        Duration waitForWriters,
    @Setting(value = "How long connecting may take.", fallback = "15s") Duration connectTimeout,
    @Setting(value = "How long one statement may take.", fallback = "1m") Duration timeout,
    @Setting(value = "How many rows the driver fetches at once.", fallback = "1000") int fetchSize,
    @Setting(
            value =
                "The longest value in bytes or characters; a row with a longer one is unreadable.",
            fallback = "1048576")
        int maxValueBytes) {

  /** Checks what can be checked without the database. */
  public JdbcSettings {
    properties = Map.copyOf(properties);
    columns = List.copyOf(columns);
    tracking = List.copyOf(tracking);
    key = List.copyOf(key);
    zones = Map.copyOf(zones);
    checkUrl(url);
    check((table == null) != (query == null), "either table or query must be set, not both");
    check(table == null || !table.isBlank(), "table must name a table or view");
    check(query == null || columns.isEmpty(), "columns are for table; a query names its own");
    if (query != null) {
      var _ = QueryText.parse(query, Dialect.of(url));
    }
    check(epoch == null || !tracking.isEmpty(), "epoch needs a tracked column");
    check(
        precision == null || !(precision.isNegative() || precision.isZero()),
        "precision must be above zero");
    check(!waitForWriters.isNegative(), "wait-for-writers cannot be negative");
    checkSpan("timeout", timeout);
    checkSpan("connect-timeout", connectTimeout);
    check(fetchSize >= 1 && fetchSize <= 100_000, "fetch-size must be from 1 to 100000");
    check(
        maxValueBytes >= 1_024 && maxValueBytes <= 64 << 20,
        "max-value-bytes must be from 1024 to 67108864");
    checkZone(zone);
    zones.values().forEach(JdbcSettings::checkZone);
  }

  /** Settings of a table with every fallback. */
  public static JdbcSettings ofTable(String url, String table, List<String> tracking) {
    return of(url, table, null, tracking);
  }

  /** Settings of a query with every fallback. */
  public static JdbcSettings ofQuery(String url, String query, List<String> tracking) {
    return of(url, null, query, tracking);
  }

  private static JdbcSettings of(
      String url, @Nullable String table, @Nullable String query, List<String> tracking) {
    return new JdbcSettings(
        url,
        null,
        null,
        Map.of(),
        table,
        query,
        List.of(),
        tracking,
        List.of(),
        false,
        null,
        null,
        Map.of(),
        null,
        null,
        true,
        true,
        Duration.ofSeconds(2),
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        1_000,
        1 << 20);
  }

  /** The zone of a column without one; null when none is said. */
  @Nullable ZoneId zoneOf(String column) {
    for (Map.Entry<String, String> entry : zones.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(column)) {
        return ZoneId.of(entry.getValue());
      }
    }
    return zone == null ? null : ZoneId.of(zone);
  }

  /** The address without its parameters, for messages. */
  String shownUrl() {
    int end = url.length();
    for (char mark : new char[] {'?', ';'}) {
      int at = url.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return url.substring(0, end).replaceFirst("//[^/@]*@", "//");
  }

  private static void check(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void checkUrl(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    check(
        lower.startsWith("jdbc:") && lower.indexOf(':', 5) > 5,
        "url must be a JDBC address such as jdbc:postgresql://db.example.com/crm");
    check(
        !lower.matches("(?s).*[?&;](password|pwd)=.*")
            && !lower.matches("(?s).*//[^/@]*:[^/@]*@.*"),
        "url must not hold a password; put it into password as ${secret:name}");
    check(
        !lower.startsWith("jdbc:h2:") || !lower.contains(";init="),
        "url must not hold INIT: statements of a source only read");
  }

  private static void checkSpan(String name, Duration span) {
    check(
        span.compareTo(Duration.ofSeconds(1)) >= 0 && span.compareTo(Duration.ofDays(1)) <= 0,
        name + " must be from 1s to 1d");
  }

  private static void checkZone(@Nullable String zone) {
    try {
      if (zone != null) {
        var _ = ZoneId.of(zone);
      }
    } catch (DateTimeException fault) {
      throw new IllegalArgumentException(
          "zone '" + zone + "' is not known; valid are for example UTC, Europe/Berlin", fault);
    }
  }
}
