package org.tomte.connectors.syslog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code key=value key=value}, where values are not quoted and may hold blanks: a value goes
 * on until a blank is followed by a name and an equals sign.
 */
final class Extension {
  private final String text;
  private int at;

  private Extension(String text, int from) {
    this.text = text;
    this.at = from;
  }

  /**
   * The pairs in their order; the first of equal keys counts.
   *
   * @param from where the first key may begin
   */
  static Map<String, @Nullable Object> read(String text, int from) {
    Extension reader = new Extension(text, from);
    Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
    reader.at = reader.keyFrom(from);
    while (reader.at < text.length()) {
      reader.pair(pairs);
    }
    return pairs;
  }

  private void pair(Map<String, @Nullable Object> pairs) {
    int equals = text.indexOf('=', at);
    String key = text.substring(at, equals);
    int end = equals + 1;
    int next = text.length();
    while (end < text.length()) {
      char character = text.charAt(end);
      if (character == '\\') {
        end++;
      } else if (isBlank(character) && keyEnd(end + 1) >= 0) {
        next = end + 1;
        break;
      }
      end++;
    }
    int stop = next == text.length() ? next : next - 1;
    pairs.putIfAbsent(key, Escapes.value(text.substring(equals + 1, stop).strip()));
    at = next;
  }

  /** The next place at or behind a place where a key begins. */
  private int keyFrom(int from) {
    int place = from;
    while (place < text.length()) {
      boolean begins = place == from || isBlank(text.charAt(place - 1));
      if (begins && keyEnd(place) >= 0) {
        return place;
      }
      place++;
    }
    return place;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  /** Where the equals sign of a key stands that begins here; -1 when none does. */
  private int keyEnd(int from) {
    int place = from;
    while (place < text.length() && isKey(text.charAt(place))) {
      place++;
    }
    return place > from && place < text.length() && text.charAt(place) == '=' ? place : -1;
  }

  private static boolean isKey(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_'
        || character == '.'
        || character == '-'
        || character == '['
        || character == ']';
  }
}
