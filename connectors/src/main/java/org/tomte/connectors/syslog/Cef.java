package org.tomte.connectors.syslog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/** ArcSight Common Event Format, versions 0 and 1: seven headers and an extension. */
final class Cef {
  /** The fields of {@code cef}. */
  static final FieldType FIELDS =
      FieldType.closed()
          .with("version", FieldType.TEXT)
          .with("vendor", FieldType.TEXT)
          .with("product", FieldType.TEXT)
          .with("product_version", FieldType.TEXT)
          .with("event_class", FieldType.TEXT)
          .with("name", FieldType.TEXT)
          .with("severity", FieldType.TEXT)
          .with("extension", FieldType.open())
          .with("labelled", FieldType.open());

  private static final List<String> HEADERS =
      List.of("vendor", "product", "product_version", "event_class", "name", "severity");
  private static final String LABEL = "Label";

  private Cef() {}

  /**
   * The fields, as far as they are there: a line that was cut keeps what came before.
   *
   * @param text begins with {@code CEF:}
   */
  static @Nullable Map<String, @Nullable Object> read(String text) {
    int first = text.indexOf('|');
    if (first < 0) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("version", text.substring("CEF:".length(), first).strip());
    List<String> headers = new ArrayList<>();
    int rest = headers(text, first + 1, headers);
    for (int i = 0; i < headers.size(); i++) {
      fields.put(HEADERS.get(i), headers.get(i));
    }
    Map<String, @Nullable Object> extension = Extension.read(text, rest);
    fields.put("extension", extension);
    fields.put("labelled", labelled(extension));
    return fields;
  }

  /** Reads the headers; returns where the extension begins. */
  private static int headers(String text, int from, List<String> headers) {
    int start = from;
    int at = from;
    while (at < text.length() && headers.size() < HEADERS.size()) {
      char character = text.charAt(at);
      if (character == '\\') {
        at++;
      } else if (character == '|') {
        headers.add(Escapes.header(text.substring(start, at)).strip());
        start = at + 1;
      }
      at++;
    }
    if (headers.size() < HEADERS.size() && start < text.length()) {
      headers.add(Escapes.header(text.substring(start)).strip());
      return text.length();
    }
    return Math.min(at, text.length());
  }

  /** Custom fields by what their label says: {@code cs1Label=Rule cs1=7} gives Rule: 7. */
  private static Map<String, @Nullable Object> labelled(Map<String, @Nullable Object> extension) {
    Map<String, @Nullable Object> labelled = new LinkedHashMap<>();
    extension.forEach((key, label) -> {
      if (key.length() > LABEL.length() && key.endsWith(LABEL) && label instanceof String name) {
        Object value = extension.get(key.substring(0, key.length() - LABEL.length()));
        if (value != null && !name.isEmpty()) {
          labelled.putIfAbsent(name, value);
        }
      }
    });
    return labelled;
  }
}
