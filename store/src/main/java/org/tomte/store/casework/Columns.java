package org.tomte.store.casework;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads columns. */
final class Columns {

  private Columns() {}

  static String present(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      throw new SQLException("the column " + column + " is empty");
    }
    return value;
  }

  static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static Instant presentTime(ResultSet row, String column) throws SQLException {
    Instant time = time(row, column);
    if (time == null) {
      throw new SQLException("the column " + column + " is empty");
    }
    return time;
  }

  /** The elements of a text array; empty when the column is. */
  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    List<String> texts = new ArrayList<>();
    if (array != null && array.getArray() instanceof Object[] elements) {
      for (Object element : elements) {
        texts.add(String.valueOf(element));
      }
    }
    return texts;
  }
}
