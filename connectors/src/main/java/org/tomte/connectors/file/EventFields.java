package org.tomte.connectors.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.connectors.mime.MailParser;

/** The fields of events: what is declared, and what is filled in for each. */
final class EventFields {
  private static final FieldType FILE =
      FieldType.closed()
          .with("path", FieldType.TEXT)
          .with("name", FieldType.TEXT)
          .with("size", FieldType.WHOLE)
          .with("modified", FieldType.TIME);

  private EventFields() {}

  /** What events of a source with these settings can have. */
  static FieldType.Fields declared(FileSettings settings) {
    FieldType.Fields file = FieldType.closed().with("file", FILE);
    return switch (settings.format()) {
      case AUTO ->
          records(mail(FieldType.closed()).with("message", FieldType.TEXT))
              .with("record", FieldType.ANY)
              .with("records", FieldType.listOf(FieldType.ANY));
      case TEXT ->
          settings.whole() ? file.with("message", FieldType.TEXT) : text(records(file), settings);
      case JSONL, CSV, TSV ->
          settings.whole()
              ? file.with("records", FieldType.listOf(FieldType.ANY))
              : records(file).with("record", FieldType.open());
      case JSON, XML -> file.with("record", FieldType.ANY);
      case EML -> mail(FieldType.closed());
      case MBOX -> records(mail(FieldType.closed()));
    };
  }

  private static FieldType.Fields mail(FieldType.Fields fields) {
    FieldType.Fields all = fields;
    for (var field : MailParser.DECLARED.fields().entrySet()) {
      all = all.with(field.getKey(), field.getValue());
    }
    return all.with("file", FILE);
  }

  private static FieldType.Fields records(FieldType.Fields fields) {
    return fields.with("offset", FieldType.WHOLE).with("line", FieldType.WHOLE);
  }

  private static FieldType.Fields text(FieldType.Fields fields, FileSettings settings) {
    FieldType.Fields text = fields.with("message", FieldType.TEXT);
    String pattern = settings.pattern();
    if (settings.keyValues()) {
      return text.with("record", FieldType.open());
    }
    if (pattern == null) {
      return text;
    }
    FieldType.Fields groups = FieldType.closed();
    for (String name : org.safere.Pattern.compile(pattern).namedGroups().keySet()) {
      groups = groups.with(name, FieldType.TEXT);
    }
    return text.with("record", groups);
  }

  static Map<String, @Nullable Object> ofRecord(Map<String, @Nullable Object> file, RawLine line) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("offset", line.start());
    if (line.number() > 0) {
      fields.put("line", line.number());
    }
    return fields;
  }
}
