package org.tomte.benchmarks.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import org.tomte.store.postgres.ServerAddress;

/**
 * A table of events in a database of its own on the embedded PostgreSQL, and the limit of reading
 * it: a loop over one connection that asks for the next page by the last id and reads the columns.
 */
final class SourceTable {
  /** Of how many rows one is wanted by the daemon. */
  static final int RARE = 10_000;

  private static final String DATABASE = "source";
  private static final String FILL =
      """
      INSERT INTO events
      SELECT i, 'sensor-' || i % 50, 'event-' || i, timestamptz '2026-11-01 00:00:00+00' + i *
        interval '10 milliseconds', jsonb_build_object('severity', CASE WHEN i % RARE = 0 THEN 9
        ELSE i % 7 END, 'address', '10.0.' || i % 256 || '.' || i % 251, 'user', 'user-' || i %
        997, 'action', CASE WHEN i % 3 = 0 THEN 'denied' ELSE 'allowed' END, 'bytes', i * 31,
        'tags', jsonb_build_array('edge', 'vpn', 'zone-' || i % 9), 'message', 'connection ' || i
        || repeat(' from zone inside to zone outside by policy', 5))
      FROM generate_series(1, ROWS) i
      """;
  private static final String PAGE =
      "SELECT id, source, dedup_key, received, payload FROM events WHERE id > ? ORDER BY id LIMIT ";

  private final ServerAddress server;
  private final String url;
  private final int rows;

  private SourceTable(ServerAddress server, int rows) {
    this.server = server;
    this.url = server.url().replaceFirst("/[^/?]*(?=$|\\?)", "/" + DATABASE);
    this.rows = rows;
  }

  /** Makes the database and fills its table. */
  static SourceTable fill(ServerAddress server, int rows) {
    SourceTable table = new SourceTable(server, rows);
    run(server.url(), server, "CREATE DATABASE " + DATABASE + " TEMPLATE template0");
    run(
        table.url,
        server,
        "CREATE TABLE events (id bigint PRIMARY KEY, source text, dedup_key text UNIQUE, received"
            + " timestamptz, payload jsonb)",
        FILL.replace("RARE", String.valueOf(RARE)).replace("ROWS", String.valueOf(rows)),
        "VACUUM (ANALYZE) events",
        "CHECKPOINT");
    return table;
  }

  private static void run(String url, ServerAddress server, String... statements) {
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the table of the benchmark cannot be made", failed);
    }
  }

  String url() {
    return url;
  }

  int rows() {
    return rows;
  }

  /** Reads all rows as the limit does; gives rows a second. */
  double readBare(int page) {
    long begun = System.nanoTime();
    try (Connection connection =
        DriverManager.getConnection(url, server.user(), server.password())) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      try (PreparedStatement statement = connection.prepareStatement(PAGE + page)) {
        statement.setFetchSize(page);
        Reader reader = new Reader();
        while (reader.page(statement)) {
          connection.commit();
        }
        if (reader.rows != rows) {
          throw new IllegalStateException("%d of %d rows were read".formatted(reader.rows, rows));
        }
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the bare loop failed", failed);
    }
    return rows * 1e9 / (System.nanoTime() - begun);
  }

  /** The bare loop's own state; the sums keep the reading from being left out. */
  private static final class Reader {
    private long last = Long.MIN_VALUE;
    private long rows;
    private long characters;

    boolean page(PreparedStatement statement) throws SQLException {
      statement.setLong(1, last);
      long before = rows;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          last = row.getLong(1);
          characters += row.getString(2).length() + row.getString(3).length();
          characters += row.getObject(4, OffsetDateTime.class).getNano() & 1;
          characters += row.getString(5).length();
          rows++;
        }
      }
      return rows > before && characters > 0;
    }
  }

  /** Asks whether there is a new row over an open connection; gives milliseconds for each time. */
  double askBare(int times) {
    try (Connection connection =
            DriverManager.getConnection(url, server.user(), server.password());
        PreparedStatement statement =
            connection.prepareStatement("SELECT id FROM events WHERE id > ? ORDER BY id LIMIT 1")) {
      long begun = System.nanoTime();
      for (int i = 0; i < times; i++) {
        statement.setLong(1, rows);
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            throw new IllegalStateException("there is a row behind the last one");
          }
        }
      }
      return (System.nanoTime() - begun) / 1e6 / times;
    } catch (SQLException failed) {
      throw new IllegalStateException("the bare question failed", failed);
    }
  }

  /** The same with a connection for each time, as a program does that keeps none. */
  double askAnew(int times) {
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      double _ = askBare(1);
    }
    return (System.nanoTime() - begun) / 1e6 / times;
  }
}
