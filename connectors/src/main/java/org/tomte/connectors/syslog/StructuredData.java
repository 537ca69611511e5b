package org.tomte.connectors.syslog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.LenientText;

/**
 * Structured data of RFC 5424 section 6.3: elements in brackets with parameters in quotes. Read
 * leniently: blanks beside an equals sign and between elements are passed over.
 */
final class StructuredData {
  private final byte[] bytes;
  private final int to;
  private final Map<String, Map<String, @Nullable Object>> elements = new LinkedHashMap<>();
  private int at;

  private StructuredData(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  /** Where the elements that begin here end; -1 when one is not closed. Makes no objects. */
  static int end(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == '[') {
      int close = close(bytes, at + 1, to);
      if (close < 0) {
        return -1;
      }
      at = close + 1;
    }
    return at;
  }

  private static int close(byte[] bytes, int from, int to) {
    boolean quoted = false;
    for (int at = from; at < to; at++) {
      byte octet = bytes[at];
      if (quoted && octet == '\\') {
        at++;
      } else if (octet == '"') {
        quoted = !quoted;
      } else if (octet == ']' && !quoted) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The elements by their SD-ID. A parameter that stands more than once is a list of texts.
   *
   * @param from where the first bracket opens
   * @param to what {@link #end} gave
   */
  static Map<String, @Nullable Object> read(byte[] bytes, int from, int to) {
    StructuredData reader = new StructuredData(bytes, from, to);
    while (reader.at < to) {
      reader.element();
    }
    return new LinkedHashMap<>(reader.elements);
  }

  private void element() {
    at++;
    int start = at;
    while (at < to && !Ascii.isBlank(bytes[at]) && bytes[at] != ']') {
      at++;
    }
    String id = LenientText.decode(bytes, start, at);
    Map<String, @Nullable Object> parameters =
        elements.computeIfAbsent(id, ignored -> new LinkedHashMap<>());
    at = Ascii.skipBlanks(bytes, at, to);
    while (at < to && bytes[at] != ']') {
      parameter(parameters);
      at = Ascii.skipBlanks(bytes, at, to);
    }
    at++;
  }

  private void parameter(Map<String, @Nullable Object> parameters) {
    int start = at;
    while (at < to && bytes[at] != '=' && bytes[at] != ']' && !Ascii.isBlank(bytes[at])) {
      at++;
    }
    String name = LenientText.decode(bytes, start, at);
    at = Ascii.skipBlanks(bytes, at, to);
    if (at >= to || bytes[at] != '=') {
      at = at == start ? at + 1 : at;
      return;
    }
    at = Ascii.skipBlanks(bytes, at + 1, to);
    add(parameters, name, value());
  }

  private String value() {
    if (at < to && bytes[at] == '"') {
      return quoted();
    }
    int start = at;
    while (at < to && !Ascii.isBlank(bytes[at]) && bytes[at] != ']') {
      at++;
    }
    return LenientText.decode(bytes, start, at);
  }

  private String quoted() {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (at++; at < to && bytes[at] != '"'; at++) {
      boolean escaped =
          bytes[at] == '\\'
              && at + 1 < to
              && (bytes[at + 1] == '"' || bytes[at + 1] == '\\' || bytes[at + 1] == ']');
      at += escaped ? 1 : 0;
      value.write(bytes[at]);
    }
    at++;
    return LenientText.decode(value.toByteArray());
  }

  private static void add(Map<String, @Nullable Object> parameters, String name, String value) {
    Object before = parameters.get(name);
    switch (before) {
      case null -> parameters.put(name, value);
      case List<?> list -> {
        List<@Nullable Object> more = new ArrayList<>(list);
        more.add(value);
        parameters.put(name, more);
      }
      default -> parameters.put(name, List.of(before, value));
    }
  }
}
