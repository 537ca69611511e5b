package org.tomte.store.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.store.commit.KeptPartitions;

/** What tables and sequences the schema of a connection has. */
final class SchemaCatalogue {
  private static final String HISTORY = "flyway_schema_history";

  private static final String TABLES =
      """
      SELECT relname FROM pg_class
      WHERE relkind IN ('r', 'p') AND NOT relispartition
        AND relnamespace = current_schema()::regnamespace AND relname <> ?
      ORDER BY relname
      """;

  private static final String REFERENCES =
      """
      SELECT DISTINCT a.relname AS child, b.relname AS parent
      FROM pg_constraint c JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b ON b.oid = c.confrelid
      WHERE c.contype = 'f' AND a.oid <> b.oid AND a.relnamespace = current_schema()::regnamespace
      """;

  private static final String COLUMNS =
      """
      SELECT attname FROM pg_attribute
      WHERE attrelid = format('%I', ?)::regclass AND attnum > 0 AND NOT attisdropped
        AND attgenerated = ''
      ORDER BY attnum
      """;

  private static final String SEQUENCES =
      """
      SELECT relname FROM pg_class
      WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace ORDER BY relname
      """;

  private final Connection connection;

  SchemaCatalogue(Connection connection) {
    this.connection = connection;
  }

  /** The tables, those that others refer to first; without Flyway's own. */
  List<String> tables() throws SQLException {
    List<String> names = names(TABLES, HISTORY);
    Map<String, Set<String>> parents = new TreeMap<>();
    names.forEach(name -> parents.put(name, new TreeSet<>()));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(REFERENCES)) {
      while (row.next()) {
        Set<String> known = parents.get(row.getString("child"));
        if (known != null) {
          known.add(row.getString("parent"));
        }
      }
    }
    return inOrder(parents);
  }

  private static List<String> inOrder(Map<String, Set<String>> parents) {
    List<String> order = new ArrayList<>();
    Set<String> done = new HashSet<>();
    while (order.size() < parents.size()) {
      List<String> ready =
          parents.keySet().stream()
              .filter(name -> !done.contains(name) && done.containsAll(parents.get(name)))
              .toList();
      if (ready.isEmpty()) {
        throw new BackupFault(
            "Tables refer to each other in a circle, which no backup can load again: "
                + parents.keySet().stream().filter(name -> !done.contains(name)).toList());
      }
      order.addAll(ready);
      done.addAll(ready);
    }
    return order;
  }

  /** The columns that are stored as they are given, in their order. */
  List<String> columns(String table) throws SQLException {
    return names(COLUMNS, table);
  }

  /** The days that have a partition. */
  List<LocalDate> days(String table) throws SQLException {
    return KeptPartitions.TABLES.contains(table)
        ? KeptPartitions.days(connection, table)
        : List.of();
  }

  /** The sequences as they are now. */
  List<BackupManifest.Sequence> sequences() throws SQLException {
    List<BackupManifest.Sequence> sequences = new ArrayList<>();
    for (String name : names(SEQUENCES, null)) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT last_value, is_called FROM " + quoted(name))) {
        row.next();
        sequences.add(new BackupManifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
      }
    }
    return sequences;
  }

  /** The version of the schema; empty text when there is none. */
  String version() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet there =
            statement.executeQuery(
                "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = '%s'".formatted(HISTORY)
                    + " AND relnamespace = current_schema()::regnamespace)")) {
      if (!there.next() || !there.getBoolean(1)) {
        return "";
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT version FROM %s WHERE success AND version IS NOT NULL".formatted(HISTORY)
                    + " ORDER BY installed_rank DESC LIMIT 1")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  boolean hasRows(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT EXISTS (SELECT 1 FROM %s)".formatted(quoted(table)))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private List<String> names(String sql, @Nullable String parameter) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (parameter != null) {
        statement.setString(1, parameter);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }

  /** A name as SQL takes it, whatever it holds. */
  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(SchemaCatalogue::quoted).toList());
  }
}
