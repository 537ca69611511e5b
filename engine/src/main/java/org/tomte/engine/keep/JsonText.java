package org.tomte.engine.keep;

/**
 * Writes JSON (RFC 8259) into a text, several times faster than a generator made for each event.
 * What no database takes as text, NUL and lone surrogates, becomes U+FFFD on the way.
 */
final class JsonText {
  private static final String HEX = "0123456789abcdef";
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder text;

  JsonText(StringBuilder text) {
    this.text = text;
  }

  /** A comma stands between two values, and a value ends with anything but these characters. */
  private void separate() {
    if (text.isEmpty()) {
      return;
    }
    switch (text.charAt(text.length() - 1)) {
      case '{', '[', ':', '\n' -> {}
      default -> text.append(',');
    }
  }

  JsonText writeStartObject() {
    separate();
    text.append('{');
    return this;
  }

  JsonText writeEndObject() {
    text.append('}');
    return this;
  }

  JsonText writeStartArray() {
    separate();
    text.append('[');
    return this;
  }

  JsonText writeEndArray() {
    text.append(']');
    return this;
  }

  JsonText writeName(String name) {
    writeString(name);
    text.append(':');
    return this;
  }

  /** Writes what is JSON already: a number, a literal, a value that was written before. */
  JsonText writeRaw(String json) {
    separate();
    text.append(json);
    return this;
  }

  JsonText writeNumber(long number) {
    separate();
    text.append(number);
    return this;
  }

  JsonText writeString(String value) {
    separate();
    text.append('"');
    int length = value.length();
    int written = 0;
    int at = 0;
    while (at < length) {
      char character = value.charAt(at);
      if (plain(character)) {
        at++;
        continue;
      }
      if (pairAt(value, at)) {
        at += 2;
        continue;
      }
      text.append(value, written, at);
      at++;
      written = at;
      escape(character);
    }
    text.append(value, written, length).append('"');
    return this;
  }

  private static boolean plain(char character) {
    return character >= ' '
        && character != '"'
        && character != '\\'
        && !Character.isSurrogate(character);
  }

  private static boolean pairAt(String value, int at) {
    return Character.isHighSurrogate(value.charAt(at))
        && at + 1 < value.length()
        && Character.isLowSurrogate(value.charAt(at + 1));
  }

  private void escape(char character) {
    switch (character) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case 0 -> text.append(REPLACEMENT);
      default -> escapeOther(character);
    }
  }

  private void escapeOther(char character) {
    if (Character.isSurrogate(character)) {
      text.append(REPLACEMENT);
      return;
    }
    text.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
  }

  JsonText writeStringProperty(String name, String value) {
    return writeName(name).writeString(value);
  }

  JsonText writeNumberProperty(String name, long value) {
    return writeName(name).writeNumber(value);
  }
}
