package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.store.sql.Parameters;

/**
 * The fields of a kind of object: known ones in columns of their own, custom ones as JSON.
 *
 * @param fields the known ones
 */
record FieldColumns(List<FieldColumn> fields) {

  private static final String CUSTOM = "custom";

  /** Copies the list. */
  FieldColumns {
    fields = List.copyOf(fields);
  }

  /** The columns in the order in which they are written, with further ones after them. */
  List<String> names(String... more) {
    Stream<String> own = Stream.concat(fields.stream().map(FieldColumn::column), Stream.of(CUSTOM));
    return Stream.concat(own, Stream.of(more)).toList();
  }

  /** A placeholder for each column; JSON is sent as text and needs a cast. */
  static String placeholders(List<String> columns) {
    return columns.stream()
        .map(column -> column.equals(CUSTOM) ? "?::jsonb" : "?")
        .collect(Collectors.joining(", "));
  }

  void write(Parameters row, FieldValues values) throws SQLException {
    for (FieldColumn field : fields) {
      field.write(row, values);
    }
    row.text(JsonColumn.write(custom(values)));
  }

  private static @Nullable Map<String, Object> custom(FieldValues values) {
    Map<String, Object> custom = new TreeMap<>(values.asMap());
    custom.keySet().removeIf(name -> !name.startsWith(FieldNames.CUSTOM_PREFIX));
    return custom.isEmpty() ? null : custom;
  }

  FieldValues read(ResultSet row) throws SQLException {
    Map<String, Object> values = new TreeMap<>();
    for (FieldColumn field : fields) {
      Object value = field.read(row);
      if (value != null) {
        values.put(field.field(), value);
      }
    }
    JsonColumn.readObject(row.getString(CUSTOM))
        .forEach((name, value) -> {
          if (value != null) {
            values.put(name, value);
          }
        });
    return FieldValues.of(values);
  }
}
