package org.tomte.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.pointer.KeyHash;

/** Reads columns of a row. */
public final class Rows {
  private Rows() {}

  /** A text that is always there. */
  public static String text(ResultSet row, String column) throws SQLException {
    return present(row.getString(column), column);
  }

  /** A timestamptz that is always there. */
  public static Instant time(ResultSet row, String column) throws SQLException {
    return present(timeOrNull(row, column), column);
  }

  /** A timestamptz. */
  public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A date. */
  public static @Nullable LocalDate dayOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, LocalDate.class);
  }

  /** A bigint. */
  public static @Nullable Long numberOrNull(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Long.class);
  }

  /** A uuid that is a hash. */
  public static KeyHash hash(ResultSet row, String column) throws SQLException {
    UUID bits = present(row.getObject(column, UUID.class), column);
    return new KeyHash(bits.getMostSignificantBits(), bits.getLeastSignificantBits());
  }

  /** What must not be null. */
  public static <T> T present(@Nullable T value, String column) throws SQLException {
    if (value == null) {
      throw new SQLException("the column " + column + " is null against its definition");
    }
    return value;
  }
}
