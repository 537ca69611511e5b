package org.tomte.connectors.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.DelimitedText;

/** Separated values whose columns have names. */
final class DelimitedLines implements RecordParser {
  private final DelimitedText text;
  private final List<String> names;

  /**
   * @param names the names of columns; empty when they are to be called {@code column_1} and so on
   */
  DelimitedLines(DelimitedText text, List<String> names) {
    this.text = text;
    this.names = names;
  }

  /** Names as they stand in a header, made unique and never empty. */
  static List<String> names(List<String> header) {
    List<String> names = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (int i = 0; i < header.size(); i++) {
      String written = header.get(i).strip();
      String name = written.isEmpty() ? "column_" + (i + 1) : written;
      String unique = name;
      for (int n = 2; !used.add(unique); n++) {
        unique = name + "_" + n;
      }
      names.add(unique);
    }
    return names;
  }

  @Override
  public Map<String, @Nullable Object> parse(byte[] content, TextEncoding encoding)
      throws BadRecord {
    List<String> values = text.values(encoding.decode(content));
    if (!names.isEmpty() && values.size() != names.size()) {
      throw new BadRecord(
          values.size()
              + " columns where "
              + names.size()
              + " are valid: "
              + String.join(", ", names));
    }
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      record.put(names.isEmpty() ? "column_" + (i + 1) : names.get(i), values.get(i));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("record", record);
    return fields;
  }

  @Override
  public String mediaType() {
    return "text/csv";
  }
}
