package org.tomte.connectors.jdbc;

import java.lang.reflect.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that a driver hands out piece by piece. */
final class LongValues {
  private LongValues() {}

  /** A value whose length is asked before it is read. */
  static @Nullable Object read(ResultSet rows, Column column, int most)
      throws SQLException, Column.TooLong {
    return switch (column.kind()) {
      case LONG_TEXT -> text(rows.getClob(column.index()), column, most);
      case LONG_BYTES -> bytes(rows.getBlob(column.index()), column, most);
      default -> xml(rows.getSQLXML(column.index()), column, most);
    };
  }

  private static @Nullable String text(@Nullable Clob clob, Column column, int most)
      throws SQLException, Column.TooLong {
    return clob == null ? null : clob.getSubString(1, fitting(clob.length(), column, most));
  }

  private static byte @Nullable [] bytes(@Nullable Blob blob, Column column, int most)
      throws SQLException, Column.TooLong {
    return blob == null ? null : blob.getBytes(1, fitting(blob.length(), column, most));
  }

  /** The XML is kept as text and not parsed. */
  private static @Nullable String xml(@Nullable SQLXML xml, Column column, int most)
      throws SQLException, Column.TooLong {
    if (xml == null) {
      return null;
    }
    String text = xml.getString();
    int _ = fitting(text.length(), column, most);
    return text;
  }

  private static int fitting(long length, Column column, int most) throws Column.TooLong {
    if (length > most) {
      throw new Column.TooLong(column, length, most);
    }
    return (int) length;
  }

  /** An array and the arrays in it as lists. */
  static @Nullable Object array(java.sql.@Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    try {
      return list(array.getArray());
    } finally {
      array.free();
    }
  }

  private static @Nullable Object list(@Nullable Object value) {
    if (value == null || !value.getClass().isArray() || value instanceof byte[]) {
      return value;
    }
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < Array.getLength(value); i++) {
      list.add(list(Array.get(value, i)));
    }
    return list;
  }
}
