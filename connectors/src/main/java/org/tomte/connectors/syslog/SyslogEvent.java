package org.tomte.connectors.syslog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tomte.api.FieldType;
import org.tomte.connectors.text.Parsers;

/** What fields events of this source have. */
final class SyslogEvent {
  /** The field that says for how many equal messages one stands. */
  static final String COUNT = "count";

  private static final FieldType PEER =
      FieldType.closed().with("address", FieldType.TEXT).with("port", FieldType.WHOLE);

  private static final FieldType.Fields FIELDS =
      FieldType.closed()
          .with("message", FieldType.TEXT)
          .with("host", FieldType.TEXT)
          .with("application", FieldType.TEXT)
          .with("process", FieldType.TEXT)
          .with("message_id", FieldType.TEXT)
          .with("severity", FieldType.TEXT)
          .with("severity_code", FieldType.WHOLE)
          .with("facility", FieldType.TEXT)
          .with("facility_code", FieldType.WHOLE)
          .with("time", FieldType.TIME)
          .with("received", FieldType.TIME)
          .with("peer", PEER)
          .with("proxy", FieldType.TEXT)
          .with("transport", FieldType.TEXT)
          .with("certificate", FieldType.TEXT)
          .with("format", FieldType.TEXT)
          .with("structured", FieldType.open())
          .with("cef", Cef.FIELDS)
          .with("leef", Leef.FIELDS)
          .with("json", FieldType.open())
          .with("record", FieldType.open())
          .with(COUNT, FieldType.WHOLE)
          .with("truncated", FieldType.BOOL)
          .with("partial", FieldType.BOOL);

  /** All names in the order in which a person should see them. */
  static final List<String> NAMES = List.copyOf(FIELDS.fields().sequencedKeySet());

  /** The place of each name in {@link #NAMES}. */
  static final Map<Object, Integer> INDEX = index();

  private SyslogEvent() {}

  private static Map<Object, Integer> index() {
    Map<Object, Integer> index = new HashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      index.put(NAMES.get(i), i);
    }
    return Map.copyOf(index);
  }

  /** The fields with the names that these parsers make. */
  static FieldType.Fields declared(Parsers parsers) {
    return FIELDS.with("record", parsers.declared());
  }
}
