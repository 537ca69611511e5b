package org.tomte.connectors.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Values of a statement, bound with their own types: a text may mean something else there. */
final class Binds {
  /** Databases differ in how far back their times reach; all know these. */
  private static final Instant EARLIEST = Instant.parse("1000-01-02T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");
  private static final DateTimeFormatter SQLITE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Binds() {}

  /** A value, and whether the database must find its type by itself. */
  record Bind(Object value, boolean untyped) {}

  static Bind of(Object value) {
    return new Bind(value, false);
  }

  static Bind of(Column column, Object value, Dialect dialect) {
    boolean named = column.kind() == ColumnKind.OTHER || column.kind() == ColumnKind.CLOCK_TIME;
    return new Bind(value, named && dialect == Dialect.POSTGRESQL);
  }

  static void bind(PreparedStatement statement, List<Bind> binds) throws SQLException {
    for (int i = 0; i < binds.size(); i++) {
      Bind bind = binds.get(i);
      if (bind.untyped()) {
        statement.setObject(i + 1, bind.value(), Types.OTHER);
      } else {
        statement.setObject(i + 1, bind.value());
      }
    }
  }

  /** For asking what columns a query has. */
  static void nothing(PreparedStatement statement, QueryText query) throws SQLException {
    for (int i = 1; i <= query.binds().size(); i++) {
      statement.setNull(i, Types.NULL);
    }
  }

  /** A lower bound that nothing is below. */
  static Object lowest(Tracking tracking) {
    return switch (tracking) {
      case Tracking.Times times -> times.scale().lower(EARLIEST);
      case Tracking.Ids _, Tracking.Whole _ -> Long.MIN_VALUE;
    };
  }

  /** An upper bound that nothing is above. */
  static Object highest(Tracking tracking) {
    return switch (tracking) {
      case Tracking.Times times -> times.scale().upper(LATEST);
      case Tracking.Ids _, Tracking.Whole _ -> Long.MAX_VALUE;
    };
  }

  /** An instant in the form that the database compares best. */
  static Object instant(Instant instant, Dialect dialect) {
    Instant cut = instant.truncatedTo(ChronoUnit.MICROS);
    return switch (dialect) {
      case MARIADB, MYSQL -> LocalDateTime.ofInstant(cut, ZoneOffset.UTC);
      case SQLITE -> SQLITE.format(cut);
      case POSTGRESQL, H2, SQLSERVER, ORACLE, OTHER -> cut.atOffset(ZoneOffset.UTC);
    };
  }
}
