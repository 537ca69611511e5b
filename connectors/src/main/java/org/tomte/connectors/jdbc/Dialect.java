package org.tomte.connectors.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What differs between databases. */
enum Dialect {
  POSTGRESQL("jdbc:postgresql:"),
  MARIADB("jdbc:mariadb:"),
  MYSQL("jdbc:mysql:"),
  H2("jdbc:h2:"),
  SQLITE("jdbc:sqlite:"),
  SQLSERVER("jdbc:sqlserver:"),
  ORACLE("jdbc:oracle:"),
  OTHER("jdbc:");

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  /** The dialect of an address; {@link #OTHER} speaks standard SQL. */
  static Dialect of(String url) {
    String lower = url.toLowerCase(Locale.ROOT);
    for (Dialect dialect : values()) {
      if (lower.startsWith(dialect.prefix)) {
        return dialect;
      }
    }
    return OTHER;
  }

  /** Whether a backslash and a # mean something in its text literals and comments. */
  boolean isMariaDb() {
    return this == MARIADB || this == MYSQL;
  }

  /** A name as an identifier that keeps its case and can hold anything. */
  String quote(String name) {
    return switch (this) {
      case MARIADB, MYSQL -> "`" + name.replace("`", "``") + "`";
      case SQLSERVER -> "[" + name.replace("]", "]]") + "]";
      case POSTGRESQL, H2, SQLITE, ORACLE, OTHER -> "\"" + name.replace("\"", "\"\"") + "\"";
    };
  }

  /** What follows ORDER BY, so that at most so many rows come. */
  String limit(int rows) {
    return switch (this) {
      case POSTGRESQL, MARIADB, MYSQL, H2, SQLITE -> " LIMIT " + rows;
      case SQLSERVER -> " OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
      case ORACLE, OTHER -> " FETCH FIRST " + rows + " ROWS ONLY";
    };
  }

  /** Whether (a, b) > (?, ?) is known and served by an index. */
  boolean comparesRows() {
    return this == POSTGRESQL || this == SQLITE;
  }

  /** Whether only one transaction writes at a time, so that ids become visible in their order. */
  boolean writesOneByOne() {
    return this == SQLITE;
  }

  /**
   * Whether such a column can hold a date of zeros ("0000-00-00"), which is none and stands before
   * all others.
   */
  boolean hasZeroDates(ColumnKind kind) {
    return isMariaDb()
        && (kind == ColumnKind.LOCAL || kind == ColumnKind.UTC || kind == ColumnKind.DATE);
  }

  /** Asks for the database's clock; null when it is that of this machine or not known. */
  @Nullable String clock() {
    return switch (this) {
      case POSTGRESQL -> "SELECT clock_timestamp()";
      case MARIADB, MYSQL -> "SELECT UTC_TIMESTAMP(6)";
      case H2 -> "SELECT CURRENT_TIMESTAMP";
      case SQLSERVER -> "SELECT SYSUTCDATETIME()";
      case SQLITE, ORACLE, OTHER -> null;
    };
  }

  /** What a session is told first: instants in UTC, and only reading. */
  List<String> session() {
    return switch (this) {
      case POSTGRESQL -> List.of("SET SESSION TIME ZONE 'UTC'");
      case MARIADB, MYSQL ->
          List.of("SET SESSION time_zone = '+00:00'", "SET SESSION TRANSACTION READ ONLY");
      case H2 -> List.of("SET TIME ZONE 'UTC'");
      case ORACLE -> List.of("ALTER SESSION SET TIME_ZONE = 'UTC'");
      case SQLITE, SQLSERVER, OTHER -> List.of();
    };
  }

  /** Properties for the driver; whoever wrote the definition may set others. */
  Properties properties(Duration connect, Duration statement) {
    Properties properties = new Properties();
    // The statement's own time-out comes first; the network's is for a server that went silent.
    long silent = statement.toMillis() + 10_000;
    switch (this) {
      case POSTGRESQL -> {
        properties.setProperty("connectTimeout", seconds(connect.toMillis()));
        properties.setProperty("loginTimeout", seconds(connect.toMillis()));
        properties.setProperty("socketTimeout", seconds(silent));
        properties.setProperty("ApplicationName", "tomte");
        properties.setProperty("readOnly", "true");
      }
      case MARIADB, MYSQL -> {
        properties.setProperty("connectTimeout", String.valueOf(connect.toMillis()));
        properties.setProperty("socketTimeout", String.valueOf(silent));
        // A hostile server could ask for any file of this machine.
        properties.setProperty("allowLocalInfile", "false");
        // A byte that is read as true or false loses all other values.
        properties.setProperty("tinyInt1isBit", "false");
        if (this == MYSQL) {
          properties.setProperty("permitMysqlScheme", "true");
        }
      }
      case SQLITE -> properties.setProperty("open_mode", "1");
      case SQLSERVER -> {
        properties.setProperty("loginTimeout", seconds(connect.toMillis()));
        properties.setProperty("socketTimeout", String.valueOf(silent));
        properties.setProperty("applicationIntent", "ReadOnly");
      }
      case ORACLE -> {
        properties.setProperty("oracle.net.CONNECT_TIMEOUT", String.valueOf(connect.toMillis()));
        properties.setProperty("oracle.jdbc.ReadTimeout", String.valueOf(silent));
      }
      case H2, OTHER -> {}
    }
    return properties;
  }

  /** The address that is opened: no database is made by reading one. */
  String address(String url) {
    boolean makes = this == H2 && !url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=");
    return makes ? url + ";IFEXISTS=TRUE" : url;
  }

  private static String seconds(long millis) {
    return String.valueOf(Math.max(1, (millis + 999) / 1_000));
  }
}
