package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Finds a table by the name that a definition gives it. */
final class TableLookup {
  private static final int SHOWN = 20;
  private final Connection connection;
  private final DatabaseMetaData data;
  private final Dialect dialect;
  private final String shownUrl;

  TableLookup(Connection connection, Dialect dialect, String shownUrl) throws SQLException {
    this.connection = connection;
    this.data = connection.getMetaData();
    this.dialect = dialect;
    this.shownUrl = shownUrl;
  }

  private record Found(@Nullable String catalog, @Nullable String schema, String name) {}

  /**
   * The table.
   *
   * @throws ConnectorFault when there is none, or more than one of the name
   */
  Table find(String written) throws SQLException, ConnectorFault {
    int dot = written.lastIndexOf('.');
    String outer = dot < 0 ? null : unquoted(written.substring(0, dot));
    String name = unquoted(written.substring(dot + 1));
    for (String spelt : spellings(name)) {
      List<Found> found = tables(outer, spelt);
      if (!found.isEmpty()) {
        return described(one(written, found));
      }
    }
    throw new ConnectorFault(
        FaultKind.CONFIGURATION,
        "%s: there is no table %s that this account may see%s."
            .formatted(shownUrl, written, others()));
  }

  private static String unquoted(String part) {
    boolean quoted = part.length() > 1 && part.startsWith("\"") && part.endsWith("\"");
    return quoted ? part.substring(1, part.length() - 1) : part;
  }

  /** As it was written, then as the database folds names that are not quoted. */
  private List<String> spellings(String name) throws SQLException {
    Set<String> spellings = new java.util.LinkedHashSet<>();
    spellings.add(name);
    if (data.storesUpperCaseIdentifiers()) {
      spellings.add(name.toUpperCase(Locale.ROOT));
    }
    if (data.storesLowerCaseIdentifiers()) {
      spellings.add(name.toLowerCase(Locale.ROOT));
    }
    return List.copyOf(spellings);
  }

  private List<Found> tables(@Nullable String outer, String name) throws SQLException {
    List<Found> found = new ArrayList<>();
    String catalog = dialect.isMariaDb() && outer != null ? outer : connection.getCatalog();
    try (ResultSet rows = data.getTables(catalog, null, escaped(name), null)) {
      while (rows.next()) {
        String schema = rows.getString("TABLE_SCHEM");
        String itsName = rows.getString("TABLE_NAME");
        boolean fits =
            outer == null || dialect.isMariaDb() || (schema != null && same(schema, outer));
        if (fits && readable(rows.getString("TABLE_TYPE")) && itsName.equals(name)) {
          found.add(new Found(rows.getString("TABLE_CAT"), schema, itsName));
        }
      }
    }
    return found;
  }

  private boolean same(String schema, String outer) throws SQLException {
    return schema.equals(outer)
        || (data.storesUpperCaseIdentifiers() && schema.equals(outer.toUpperCase(Locale.ROOT)))
        || (data.storesLowerCaseIdentifiers() && schema.equals(outer.toLowerCase(Locale.ROOT)));
  }

  private static boolean readable(@Nullable String type) {
    String kind = type == null ? "" : type.toUpperCase(Locale.ROOT);
    return !kind.contains("INDEX") && !kind.contains("SEQUENCE") && !kind.equals("TYPE");
  }

  private String escaped(String name) throws SQLException {
    String escape = data.getSearchStringEscape();
    return escape == null || escape.isEmpty()
        ? name
        : name.replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  private Found one(String written, List<Found> found) throws SQLException, ConnectorFault {
    if (found.size() == 1) {
      return found.getFirst();
    }
    String current = dialect.isMariaDb() ? null : connection.getSchema();
    for (Found each : found) {
      if (current != null && current.equals(each.schema())) {
        return each;
      }
    }
    throw new ConnectorFault(
        FaultKind.CONFIGURATION,
        "%s: the table %s is in several schemas (%s); write schema.table."
            .formatted(
                shownUrl,
                written,
                String.join(", ", found.stream().map(each -> "" + each.schema()).toList())));
  }

  private String others() throws SQLException {
    List<String> names = new ArrayList<>();
    String schema = dialect.isMariaDb() ? null : connection.getSchema();
    try (ResultSet rows =
        data.getTables(connection.getCatalog(), schema, "%", new String[] {"TABLE", "VIEW"})) {
      while (names.size() < SHOWN && rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names.isEmpty() ? "" : "; it sees " + String.join(", ", names);
  }

  private Table described(Found found) throws SQLException {
    return new Table(found.catalog(), found.schema(), found.name(), primaryKey(found));
  }

  /** Whether the database makes sure that no two rows have the same values in these columns. */
  boolean tellsApart(Table table, List<String> columns) throws SQLException {
    List<String> primary = table.primaryKey();
    boolean byKey = !primary.isEmpty() && columns.containsAll(primary);
    return byKey || indexes(table).stream().anyMatch(columns::containsAll);
  }

  private List<String> primaryKey(Found found) throws SQLException {
    Map<Integer, String> columns = new TreeMap<>();
    try (ResultSet rows = data.getPrimaryKeys(found.catalog(), found.schema(), found.name())) {
      while (rows.next()) {
        columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }

  private List<Set<String>> indexes(Table found) throws SQLException {
    Map<String, Set<String>> columns = new LinkedHashMap<>();
    try (ResultSet rows =
        data.getIndexInfo(found.catalog(), found.schema(), found.name(), true, true)) {
      while (rows.next()) {
        String index = rows.getString("INDEX_NAME");
        String column = rows.getString("COLUMN_NAME");
        // An index on a part of the rows proves nothing about the others.
        boolean whole = rows.getString("FILTER_CONDITION") == null;
        if (index != null && column != null && whole && !rows.getBoolean("NON_UNIQUE")) {
          columns.computeIfAbsent(index, _ -> new HashSet<>()).add(unquotedColumn(column));
        }
      }
    }
    return List.copyOf(columns.values());
  }

  private static String unquotedColumn(String column) {
    return unquoted(column).replace("\"\"", "\"");
  }
}
