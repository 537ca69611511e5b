package org.tomte.connectors.jdbc;

import java.sql.Types;
import java.util.Locale;
import java.util.Set;

/** How a column is read. */
enum ColumnKind {
  BOOLEAN,
  WHOLE,
  NUMBER,
  FLOAT,
  DOUBLE,
  TEXT,
  PADDED,
  DATE,
  CLOCK_TIME,
  LOCAL,
  UTC,
  OFFSET,
  BYTES,
  LONG_TEXT,
  LONG_BYTES,
  JSON,
  ARRAY,
  XML,
  UUID,
  OTHER,
  DYNAMIC;

  private static final int ORACLE_OFFSET = -101;
  private static final int ORACLE_LOCAL_ZONE = -102;
  private static final int SQLSERVER_OFFSET = -155;

  /** Types of PostgreSQL that its driver calls by the number of another. */
  private static final Set<String> AS_TEXT = Set.of("money", "bit", "varbit", "timetz");

  /** The kind of a column by what the driver says of it. */
  static ColumnKind of(Dialect dialect, int type, String typeName) {
    String name = typeName.toLowerCase(Locale.ROOT);
    if (dialect == Dialect.SQLITE) {
      return DYNAMIC;
    }
    if (name.equals("json") || name.equals("jsonb")) {
      return JSON;
    }
    if (name.equals("uuid")) {
      return dialect == Dialect.POSTGRESQL || dialect == Dialect.H2 ? UUID : OTHER;
    }
    if (dialect == Dialect.POSTGRESQL && AS_TEXT.contains(name)) {
      return OTHER;
    }
    if (type == Types.TIMESTAMP) {
      return timestamp(dialect, name);
    }
    ColumnKind kind = byNumber(type);
    // Unsigned numbers of 64 bits do not fit a long.
    return kind == WHOLE && name.contains("unsigned") ? NUMBER : kind;
  }

  private static ColumnKind timestamp(Dialect dialect, String name) {
    if (name.equals("timestamptz") || name.endsWith("with time zone")) {
      return OFFSET;
    }
    return dialect.isMariaDb() && name.equals("timestamp") ? UTC : LOCAL;
  }

  private static ColumnKind byNumber(int type) {
    return switch (type) {
      case Types.BIT, Types.BOOLEAN -> BOOLEAN;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> WHOLE;
      case Types.NUMERIC, Types.DECIMAL -> NUMBER;
      case Types.REAL -> FLOAT;
      case Types.FLOAT, Types.DOUBLE -> DOUBLE;
      case Types.CHAR, Types.NCHAR -> PADDED;
      case Types.VARCHAR, Types.NVARCHAR, Types.LONGVARCHAR, Types.LONGNVARCHAR -> TEXT;
      case Types.DATE -> DATE;
      case Types.TIME -> CLOCK_TIME;
      case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_OFFSET, ORACLE_LOCAL_ZONE, SQLSERVER_OFFSET ->
          OFFSET;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> BYTES;
      case Types.CLOB, Types.NCLOB -> LONG_TEXT;
      case Types.BLOB -> LONG_BYTES;
      case Types.ARRAY -> ARRAY;
      case Types.SQLXML -> XML;
      default -> OTHER;
    };
  }
}
