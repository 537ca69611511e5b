package org.tomte.connectors.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/** The parsers of a source, tried in their order; the first that fits makes the record. */
public final class Parsers {
  private final List<Parsing> settings;
  private final List<Parsing.Reader> readers;

  private Parsers(List<Parsing> settings) {
    this.settings = List.copyOf(settings);
    this.readers = this.settings.stream().map(Parsing::reader).toList();
  }

  /** Compiles expressions once. */
  public static Parsers of(List<Parsing> settings) {
    return new Parsers(settings);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return readers.isEmpty();
  }

  /**
   * The record of a text; null when no parser fits.
   *
   * @param application which application wrote it; null when that is not known
   */
  public @Nullable Map<String, @Nullable Object> read(String text, @Nullable String application) {
    for (int i = 0; i < readers.size(); i++) {
      String only = settings.get(i).application();
      if (only == null || only.equals(application)) {
        Map<String, @Nullable Object> record = readers.get(i).read(text);
        if (record != null) {
          return record;
        }
      }
    }
    return null;
  }

  /** What records can have: closed when all names are known. */
  public FieldType.Fields declared() {
    FieldType.Fields fields = FieldType.closed();
    for (Parsing each : settings) {
      if (each.keyValues() || each.json()) {
        return FieldType.open();
      }
      for (String column : each.columns()) {
        fields = fields.with(column, FieldType.TEXT);
      }
      if (each.regex() != null) {
        for (String group : org.safere.Pattern.compile(each.regex()).namedGroups().keySet()) {
          fields = fields.with(group, FieldType.TEXT);
        }
      }
    }
    return fields;
  }
}
