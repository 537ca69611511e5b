package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Asks the database what the settings mean, and refuses what cannot be read in a safe order. */
final class SourceLookup {
  private static final int MOST_DIGITS = 9;
  private final Session session;
  private final JdbcSettings settings;
  private final Dialect dialect;

  SourceLookup(Session session, JdbcSettings settings) {
    this.session = session;
    this.settings = settings;
    this.dialect = Dialect.of(settings.url());
  }

  Source find(Connection open) throws SQLException, ConnectorFault {
    String written = settings.table();
    TableLookup tables = new TableLookup(open, dialect, settings.shownUrl());
    Table table = written == null ? null : tables.find(written);
    String from =
        table == null
            ? "("
                + QueryText.parse(String.valueOf(settings.query()), dialect).sql()
                + ") tomte_rows"
            : table.quoted(dialect);
    List<Column> columns = columns(open, from, table == null);
    Tracking tracking = tracking(open, from, columns);
    List<Column> key = key(columns, table);
    List<Column> order = order(columns, tracking, key);
    List<Column> telling = tracking instanceof Tracking.Ids ? order : key;
    proveOrder(tables, table, telling.stream().map(Column::name).toList());
    return new Source(table, from, columns, tracking, order, key);
  }

  private List<Column> columns(Connection open, String from, boolean query)
      throws SQLException, ConnectorFault {
    List<Column> all = described(open, "*", from, query);
    if (settings.columns().isEmpty()) {
      return all;
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (List<String> names : List.of(settings.columns(), settings.tracking(), settings.key())) {
      for (String name : names) {
        wanted.add(column(all, name).name());
      }
    }
    if (settings.time() != null) {
      wanted.add(column(all, settings.time()).name());
    }
    return described(
        open, String.join(", ", wanted.stream().map(dialect::quote).toList()), from, query);
  }

  private List<Column> described(Connection open, String list, String from, boolean query)
      throws SQLException {
    String sql = "SELECT " + list + " FROM " + from + " WHERE 1 = 0";
    try (PreparedStatement statement = session.prepare(open, sql)) {
      if (query) {
        // No row is asked for, so the bounds may be anything of the right kind.
        Binds.nothing(statement, QueryText.parse(String.valueOf(settings.query()), dialect));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return columns(rows.getMetaData());
      }
    }
  }

  private List<Column> columns(ResultSetMetaData data) throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String name = data.getColumnLabel(i);
      String type = String.valueOf(data.getColumnTypeName(i));
      columns.add(
          new Column(
              i,
              name,
              field(name),
              ColumnKind.of(dialect, data.getColumnType(i), type),
              type,
              data.getScale(i),
              data.isNullable(i) != ResultSetMetaData.columnNoNulls,
              Column.shape(data, i)));
    }
    return columns;
  }

  /** Names that the database made upper case are easier to write in lower case. */
  private String field(String name) {
    boolean folds = dialect == Dialect.H2 || dialect == Dialect.ORACLE;
    return folds && name.equals(name.toUpperCase(Locale.ROOT))
        ? name.toLowerCase(Locale.ROOT)
        : name;
  }

  Column column(List<Column> columns, String name) throws ConnectorFault {
    for (Column column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    List<Column> alike =
        columns.stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
    if (alike.size() == 1) {
      return alike.getFirst();
    }
    throw refused(
        "there is no column %s; there are %s"
            .formatted(name, String.join(", ", columns.stream().map(Column::name).toList())));
  }

  private List<Column> columns(List<Column> columns, List<String> names) throws ConnectorFault {
    List<Column> found = new ArrayList<>();
    for (String name : names) {
      found.add(column(columns, name));
    }
    return found;
  }

  private Tracking tracking(Connection open, String from, List<Column> columns)
      throws SQLException, ConnectorFault {
    if (settings.tracking().isEmpty()) {
      return new Tracking.Whole();
    }
    Column first = column(columns, settings.tracking().getFirst());
    if (settings.epoch() == null && isWhole(first)) {
      if (settings.tracking().size() > 1) {
        throw refused(
            "tracking has %d columns and begins with the whole number %s; valid are one such"
                    .formatted(settings.tracking().size(), first.name())
                + " column alone, or a time (with epoch, a number that counts) and others");
      }
      return new Tracking.Ids(first);
    }
    TimeScale scale = scale(open, from, first);
    return new Tracking.Times(first, scale, precision(first, scale));
  }

  private boolean isWhole(Column column) {
    String type = column.typeName().toUpperCase(Locale.ROOT);
    // SQLite knows no type of what is computed; a zone says that it is a time.
    boolean computed = type.isEmpty() || type.equals("NUMERIC") || type.equals("NULL");
    boolean integer = type.contains("INT") || (computed && settings.zoneOf(column.name()) == null);
    return switch (column.kind()) {
      case WHOLE -> true;
      case NUMBER -> column.digits() <= 0;
      case DYNAMIC -> integer;
      default -> false;
    };
  }

  /** How a column of times is read; also for the column that says when a row happened. */
  TimeScale scale(Connection open, String from, Column column) throws SQLException, ConnectorFault {
    Epoch epoch = settings.epoch();
    boolean tracked =
        !settings.tracking().isEmpty()
            && settings.tracking().getFirst().equalsIgnoreCase(column.name());
    if (epoch != null && tracked) {
      return new TimeScale.Counted(epoch);
    }
    return switch (column.kind()) {
      case OFFSET -> new TimeScale.Offset();
      case UTC -> new TimeScale.Local(new LocalTimes(ZoneOffset.UTC));
      case LOCAL -> new TimeScale.Local(new LocalTimes(zone(column)));
      case DATE -> new TimeScale.Days(zone(column));
      case DYNAMIC ->
          new TimeScale.Written(
              new LocalTimes(zone(column)), SqliteTime.style(sample(open, from, column)));
      default ->
          throw refused(
              "the column %s of type %s has no order that can be tracked; valid are whole numbers,"
                      .formatted(column.name(), column.typeName())
                  + " dates and times");
    };
  }

  private ZoneId zone(Column column) throws ConnectorFault {
    ZoneId zone = settings.zoneOf(column.name());
    if (zone == null) {
      throw refused(
          "the column %s has times without a zone; say which with zone or zones, for example {%s:"
                  .formatted(column.name(), column.name())
              + " Europe/Berlin}");
    }
    return zone;
  }

  private @Nullable Object sample(Connection open, String from, Column column) throws SQLException {
    if (settings.query() != null) {
      return null;
    }
    String name = dialect.quote(column.name());
    String sql =
        "SELECT %s FROM %s WHERE %s LIKE '____-__-__%%' ORDER BY %s DESC LIMIT 1"
            .formatted(name, from, name, name);
    try (PreparedStatement statement = session.prepare(open, sql);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getObject(1) : null;
    }
  }

  private Duration precision(Column column, TimeScale scale) {
    if (settings.precision() != null) {
      return settings.precision();
    }
    boolean counts = column.kind() == ColumnKind.LOCAL || column.kind() == ColumnKind.UTC;
    if (!counts && column.kind() != ColumnKind.OFFSET) {
      return scale.step();
    }
    if (column.typeName().equalsIgnoreCase("datetime") && dialect == Dialect.SQLSERVER) {
      return Duration.ofMillis(10);
    }
    int digits = column.digits();
    if (digits < 0 || digits > MOST_DIGITS) {
      return scale.step();
    }
    long nanos = 1;
    for (int i = digits; i < MOST_DIGITS; i++) {
      nanos *= 10;
    }
    return Duration.ofNanos(nanos);
  }

  private List<Column> key(List<Column> columns, @Nullable Table table) throws ConnectorFault {
    if (!settings.key().isEmpty()) {
      return columns(columns, settings.key());
    }
    List<String> tracked = settings.tracking();
    if (tracked.size() > 1) {
      return columns(columns, tracked.subList(1, tracked.size()));
    }
    if (tracked.size() == 1
        && settings.epoch() == null
        && isWhole(column(columns, tracked.getFirst()))) {
      return columns(columns, tracked);
    }
    if (table != null && !table.primaryKey().isEmpty()) {
      return columns(columns, table.primaryKey());
    }
    throw refused(
        "nothing tells one row from another%s; name the columns that do in key"
            .formatted(table == null ? "" : ", there is no primary key"));
  }

  private List<Column> order(List<Column> columns, Tracking tracking, List<Column> key)
      throws ConnectorFault {
    Set<Column> order = new LinkedHashSet<>(columns(columns, settings.tracking()));
    if (!(tracking instanceof Tracking.Ids)) {
      order.addAll(key);
    }
    return List.copyOf(order);
  }

  private void proveOrder(TableLookup tables, @Nullable Table table, List<String> names)
      throws SQLException, ConnectorFault {
    if (settings.unique() || (table != null && tables.tellsApart(table, names))) {
      return;
    }
    throw refused(
        "there is no safe order: the database does not say that no two rows have the same %s. If"
                .formatted(String.join(", ", names))
            + " that is so, say unique: true; else name a key of which it is so");
  }

  private ConnectorFault refused(String words) {
    String what = settings.table() == null ? "the query" : "the table " + settings.table();
    return new ConnectorFault(
        FaultKind.CONFIGURATION, "%s: %s: %s.".formatted(settings.shownUrl(), what, words));
  }
}
