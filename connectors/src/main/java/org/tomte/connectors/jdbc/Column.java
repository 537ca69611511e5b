package org.tomte.connectors.jdbc;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column of the table or query.
 *
 * @param index its number in the result, from 1
 * @param name as the database calls it
 * @param field as the event calls it
 * @param kind how it is read
 * @param typeName as the database calls its type
 * @param digits the digits after the second or the point, as far as the database says
 * @param nullable whether it may be NULL, as far as the database says
 * @param shape tells its type from others by what every answer says of it anyway
 */
record Column(
    int index,
    String name,
    String field,
    ColumnKind kind,
    String typeName,
    int digits,
    boolean nullable,
    String shape) {

  /** The shape of a column of an answer, which PostgreSQL is not asked for again. */
  static String shape(ResultSetMetaData data, int index) throws SQLException {
    return "%d %s %d %d"
        .formatted(
            data.getColumnType(index),
            data.getColumnClassName(index),
            data.getColumnDisplaySize(index),
            data.getScale(index));
  }

  /**
   * The value as it can be bound again.
   *
   * @param most how long a value may be
   * @throws TooLong when it is longer
   */
  @Nullable Object read(ResultSet rows, int most) throws SQLException, TooLong {
    return switch (kind) {
      case BOOLEAN -> orNull(rows, rows.getBoolean(index));
      case WHOLE -> orNull(rows, rows.getLong(index));
      case NUMBER -> number(rows);
      case FLOAT -> orNull(rows, Double.parseDouble(Float.toString(rows.getFloat(index))));
      case DOUBLE -> orNull(rows, rows.getDouble(index));
      case TEXT, PADDED, CLOCK_TIME, OTHER, JSON -> checked(rows.getString(index), most);
      case DATE -> rows.getObject(index, LocalDate.class);
      case LOCAL, UTC -> rows.getObject(index, LocalDateTime.class);
      case OFFSET -> rows.getObject(index, OffsetDateTime.class);
      case UUID -> rows.getObject(index, UUID.class);
      case BYTES -> checked(rows.getBytes(index), most);
      case LONG_TEXT, LONG_BYTES, XML -> LongValues.read(rows, this, most);
      case ARRAY -> LongValues.array(rows.getArray(index));
      case DYNAMIC -> dynamic(rows.getObject(index), most);
    };
  }

  private static @Nullable Object orNull(ResultSet rows, Object value) throws SQLException {
    return rows.wasNull() ? null : value;
  }

  private @Nullable Object number(ResultSet rows) throws SQLException {
    Object value = rows.getObject(index);
    return value instanceof Double special && !Double.isFinite(special)
        ? special
        : rows.getBigDecimal(index);
  }

  private @Nullable Object dynamic(@Nullable Object value, int most) throws TooLong {
    return switch (value) {
      case null -> null;
      case Integer small -> small.longValue();
      case String text -> checked(text, most);
      case byte[] bytes -> checked(bytes, most);
      default -> value;
    };
  }

  private @Nullable String checked(@Nullable String text, int most) throws TooLong {
    if (text != null && text.length() > most) {
      throw new TooLong(this, text.length(), most);
    }
    return text;
  }

  private byte @Nullable [] checked(byte @Nullable [] bytes, int most) throws TooLong {
    if (bytes != null && bytes.length > most) {
      throw new TooLong(this, bytes.length, most);
    }
    return bytes;
  }

  /** A value is longer than the settings allow. */
  static final class TooLong extends Exception {
    private static final long serialVersionUID = 1L;

    TooLong(Column column, long length, int most) {
      super(
          "Column %s has a value of %,d bytes or characters, more than max-value-bytes %,d; raise"
                  .formatted(column.name, length, most)
              + " it or leave the column out.",
          null,
          false,
          false);
    }
  }
}
