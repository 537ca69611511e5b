package org.tomte.connectors.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code key=value key="quoted value"} pairs. A backslash in quotes takes the next character
 * as it is; words without an equals sign are left out; the first of equal keys counts.
 */
public final class KeyValues {
  private final String text;
  private final Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
  private int at;

  private KeyValues(String text) {
    this.text = text;
  }

  /** The pairs in their order; empty when there are none. */
  public static Map<String, @Nullable Object> read(String text) {
    KeyValues reader = new KeyValues(text);
    while (reader.at < text.length()) {
      reader.readPair();
    }
    return reader.pairs;
  }

  private void readPair() {
    int start = at;
    while (at < text.length() && isKey(text.charAt(at))) {
      at++;
    }
    if (at == start || at >= text.length() || text.charAt(at) != '=') {
      at = at == start ? at + 1 : at;
      return;
    }
    String key = text.substring(start, at);
    at++;
    pairs.putIfAbsent(key, readValue());
  }

  private static boolean isKey(char character) {
    return Character.isLetterOrDigit(character) || "_.-@/:".indexOf(character) >= 0;
  }

  private String readValue() {
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      return readQuoted(text.charAt(at));
    }
    int start = at;
    while (at < text.length() && !isEnd(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean isEnd(char character) {
    return Character.isWhitespace(character) || character == ',' || character == ';';
  }

  private String readQuoted(char quote) {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    at++;
    return value.toString();
  }
}
