package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The daily partitions of kept events. */
public final class KeptPartitions {

  /** The partitioned tables. */
  public static final List<String> TABLES = List.of("kept_event", "kept_block");

  /** Whoever makes or drops partitions holds this advisory lock. */
  private static final long LOCK = 0x746f6d74655f6b70L;

  private KeptPartitions() {}

  /** The name of a day's partition. */
  public static String name(String table, LocalDate day) {
    return table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** Makes the partitions of a day that are missing; the caller's transaction should be short. */
  public static void make(Connection connection, LocalDate day) throws SQLException {
    for (String table : TABLES) {
      String partition = name(table, day);
      if (exists(connection, partition)) {
        continue;
      }
      lock(connection);
      if (!exists(connection, partition)) {
        make(connection, table, partition, day);
      }
    }
  }

  /** Makes the partition of one table's day, which must not be there. */
  public static void make(Connection connection, String table, LocalDate day) throws SQLException {
    make(connection, table, name(table, day), day);
  }

  /** Attaching takes a weaker lock than making a partition at once: writers go on. */
  private static void make(Connection connection, String table, String partition, LocalDate day)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING STORAGE)"
              .formatted(partition, table));
      statement.execute(
          "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
              .formatted(table, partition, day, day.plusDays(1)));
    }
  }

  /** The days that have a partition, ascending. */
  public static List<LocalDate> days(Connection connection, String table) throws SQLException {
    List<LocalDate> days = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass(?) ORDER BY c.relname
            """)) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String name = row.getString(1);
          String day = name.substring(name.lastIndexOf('_') + 1);
          days.add(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE));
        }
      }
    }
    return days;
  }

  /**
   * Drops a day's partition when it holds nothing; gives up at once when somebody uses the table.
   *
   * @return whether it was dropped
   */
  public static boolean dropIfEmpty(Connection connection, String table, LocalDate day)
      throws SQLException {
    lock(connection);
    String partition = name(table, day);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = '500ms'");
      if (!exists(connection, partition) || holdsRows(statement, partition)) {
        return false;
      }
      statement.execute("LOCK TABLE %s IN ACCESS EXCLUSIVE MODE".formatted(partition));
      if (holdsRows(statement, partition)) {
        return false;
      }
      statement.execute("DROP TABLE " + partition);
      return true;
    }
  }

  private static boolean holdsRows(Statement statement, String partition) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT EXISTS (SELECT 1 FROM %s)".formatted(partition))) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Keeps others from making or dropping partitions until the transaction ends. */
  public static void lock(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.execute();
    }
  }

  /**
   * Reads the catalogue itself: to_regclass may answer from what the session remembers, also after
   * it has waited for the lock of the one who made the table.
   */
  private static boolean exists(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT EXISTS (SELECT 1 FROM pg_class
              WHERE relname = ? AND relnamespace = current_schema()::regnamespace)
            """)) {
      statement.setString(1, table);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }
}
