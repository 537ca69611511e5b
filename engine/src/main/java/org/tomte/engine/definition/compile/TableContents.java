package org.tomte.engine.definition.compile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.TableDefinition;
import org.tomte.engine.definition.yaml.Suggestion;

/**
 * A look-up table in memory.
 *
 * @param columns the names of the columns beside the key; empty when there is only one without name
 * @param values key to value: the one other column's value, or column to value
 */
record TableContents(SequencedSet<String> columns, SequencedMap<String, Object> values) {

  static final TableContents EMPTY =
      new TableContents(new LinkedHashSet<>(), new LinkedHashMap<>());

  TableContents {
    columns = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(columns));
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /** The key under which the table's values stand. */
  static String formOf(TableDefinition table) {
    if (table.csv() != null) {
      return "csv";
    }
    return table.rows() == null ? "map" : "rows";
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when a key is absent or there twice
   */
  static TableContents of(TableDefinition table) {
    if (table.csv() != null) {
      return ofRows(csvRows(table.csv()), table.key());
    }
    if (table.rows() != null) {
      return ofRows(table.rows(), table.key());
    }
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    if (table.map() != null) {
      table
          .map()
          .forEach((key, value) -> {
            if (value != null) {
              values.put(key, value);
            }
          });
    }
    return new TableContents(new LinkedHashSet<>(), values);
  }

  private static List<SequencedMap<String, @Nullable Object>> csvRows(String csv) {
    List<SequencedMap<String, @Nullable Object>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = csvReader(csv)) {
      List<String> header = null;
      for (CsvRecord line : reader) {
        if (header == null) {
          header = line.getFields();
          continue;
        }
        rows.add(row(header, line));
      }
    } catch (CsvParseException broken) {
      throw new IllegalArgumentException(
          "csv: " + Suggestion.shown(String.valueOf(broken.getMessage())), broken);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return rows;
  }

  private static CsvReader<CsvRecord> csvReader(String csv) {
    // Told with our own words in row().
    return CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(csv);
  }

  private static SequencedMap<String, @Nullable Object> row(List<String> header, CsvRecord line) {
    if (line.getFieldCount() != header.size()) {
      throw new IllegalArgumentException(
          "csv: line %d has %d fields and the first line names %d"
              .formatted(line.getStartingLineNumber(), line.getFieldCount(), header.size()));
    }
    SequencedMap<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      row.put(header.get(i), line.getField(i));
    }
    return row;
  }

  private static TableContents ofRows(
      List<SequencedMap<String, @Nullable Object>> rows, @Nullable String key) {
    if (rows.isEmpty() || rows.getFirst().isEmpty()) {
      throw new IllegalArgumentException("the table has no rows");
    }
    String keyColumn = key == null ? rows.getFirst().firstEntry().getKey() : key;
    SequencedSet<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.keySet()));
    if (!columns.remove(keyColumn)) {
      throw new IllegalArgumentException(
          "the table has no column " + Suggestion.quoted(keyColumn) + Suggestion.valid(columns));
    }
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Object found = rows.get(i).get(keyColumn);
      if (found == null) {
        throw new IllegalArgumentException("row " + (i + 1) + " has no " + keyColumn);
      }
      Object value = value(rows.get(i), keyColumn, columns);
      if (value != null && values.putIfAbsent(found.toString(), value) != null) {
        throw new IllegalArgumentException(
            "row %d: %s %s is there already"
                .formatted(i + 1, keyColumn, Suggestion.quoted(found.toString())));
      }
    }
    return new TableContents(columns, values);
  }

  private static @Nullable Object value(
      Map<String, @Nullable Object> row, String keyColumn, SequencedSet<String> columns) {
    if (columns.size() == 1) {
      return row.get(columns.getFirst());
    }
    Map<String, @Nullable Object> others = new LinkedHashMap<>(row);
    others.remove(keyColumn);
    return Collections.unmodifiableMap(others);
  }
}
