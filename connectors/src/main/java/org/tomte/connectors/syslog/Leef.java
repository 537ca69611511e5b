package org.tomte.connectors.syslog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/** IBM Log Event Extended Format, versions 1.0 and 2.0. */
final class Leef {
  /** The fields of {@code leef}. */
  static final FieldType FIELDS =
      FieldType.closed()
          .with("version", FieldType.TEXT)
          .with("vendor", FieldType.TEXT)
          .with("product", FieldType.TEXT)
          .with("product_version", FieldType.TEXT)
          .with("event_id", FieldType.TEXT)
          .with("attributes", FieldType.open());

  private static final List<String> HEADERS =
      List.of("vendor", "product", "product_version", "event_id");
  private static final int LONGEST_DELIMITER = 6;

  private Leef() {}

  /**
   * The fields, as far as they are there.
   *
   * @param text begins with {@code LEEF:}
   */
  static @Nullable Map<String, @Nullable Object> read(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    String version = text.substring("LEEF:".length(), bar).strip();
    fields.put("version", version);
    int at = bar + 1;
    for (String header : HEADERS) {
      int end = text.indexOf('|', at);
      if (at > text.length()) {
        break;
      }
      fields.put(header, text.substring(at, end < 0 ? text.length() : end).strip());
      at = end < 0 ? text.length() + 1 : end + 1;
    }
    String rest = at > text.length() ? "" : text.substring(at);
    fields.put("attributes", attributes(rest, version.startsWith("2")));
    return fields;
  }

  private static Map<String, @Nullable Object> attributes(String rest, boolean second) {
    int bar = rest.indexOf('|');
    if (second && bar >= 0 && bar <= LONGEST_DELIMITER && rest.indexOf('=') != 0) {
      String written = rest.substring(0, bar);
      if (isDelimiter(written)) {
        return split(rest.substring(bar + 1), delimiter(written));
      }
    }
    return split(rest, found(rest));
  }

  private static boolean isDelimiter(String written) {
    return written.length() <= 1 || written.startsWith("x") || written.startsWith("0x");
  }

  /** A character, or its code as {@code x5E} or {@code 0x5E}; a tab when there is none. */
  private static char delimiter(String written) {
    if (written.length() <= 1) {
      return written.isEmpty() ? '\t' : written.charAt(0);
    }
    try {
      return (char) Integer.parseInt(written.substring(written.indexOf('x') + 1), 16);
    } catch (NumberFormatException notHexadecimal) {
      return '\t';
    }
  }

  /** Version 1.0 asks for tabs; some devices write bars or carets, some blanks. */
  private static char found(String rest) {
    for (char each : new char[] {'\t', '|', '^'}) {
      int place = rest.indexOf(each);
      if (place >= 0 && rest.indexOf('=', place) >= 0) {
        return each;
      }
    }
    return ' ';
  }

  private static Map<String, @Nullable Object> split(String rest, char delimiter) {
    if (delimiter == ' ') {
      return Extension.read(rest, 0);
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    int at = 0;
    while (at <= rest.length()) {
      int end = rest.indexOf(delimiter, at);
      end = end < 0 ? rest.length() : end;
      int equals = rest.indexOf('=', at);
      if (equals > at && equals < end) {
        attributes.putIfAbsent(
            rest.substring(at, equals).strip(), rest.substring(equals + 1, end).strip());
      }
      at = end + 1;
    }
    return attributes;
  }
}
