package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldValues;
import org.tomte.store.sql.Parameters;

/**
 * A field of an incident that has a column of its own.
 *
 * @param field the field's name
 * @param column the column's name
 * @param kind how it is stored
 */
record FieldColumn(String field, String column, Kind kind) {

  /** How a field is stored. */
  enum Kind {
    TEXT,
    TEXTS,
    TIME,
    WHOLE,
    FLAG,
    JSON
  }

  void write(Parameters row, FieldValues fields) throws SQLException {
    Object value = fields.get(field);
    switch (kind) {
      case TEXT -> row.text(fields.text(field));
      case TEXTS -> row.texts(fields.texts(field));
      case TIME -> row.time(value == null ? null : Instant.parse(value.toString()));
      case WHOLE -> row.numberOrNull(value instanceof Long number ? number : null);
      case JSON -> row.text(JsonColumn.write(value));
      case FLAG -> row.flag(value instanceof Boolean flag ? flag : null);
    }
  }

  @Nullable Object read(ResultSet row) throws SQLException {
    return switch (kind) {
      case TEXT -> row.getString(column);
      case TEXTS -> row.getArray(column) == null ? null : List.copyOf(Columns.texts(row, column));
      case TIME -> {
        Instant time = Columns.time(row, column);
        yield time == null ? null : time.toString();
      }
      case WHOLE -> row.getObject(column, Long.class);
      case JSON -> JsonColumn.read(row.getString(column));
      case FLAG -> row.getObject(column, Boolean.class);
    };
  }
}
