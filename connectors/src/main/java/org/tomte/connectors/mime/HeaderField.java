package org.tomte.connectors.mime;

import java.util.Locale;

/**
 * A header field.
 *
 * @param name in lower case
 * @param value unfolded, with encoded words (RFC 2047) still encoded
 */
record HeaderField(String name, String value) {

  /**
   * Reads a field as it stands in the mail. Bytes over 127 are read as UTF-8, else as windows-1252;
   * a fold with the white space around it becomes one space.
   */
  static HeaderField of(String name, byte[] raw) {
    String text = Charsets.lenient(raw);
    int colon = text.indexOf(':');
    String value = colon < 0 ? text : text.substring(colon + 1);
    return new HeaderField(name.strip().toLowerCase(Locale.ROOT), unfold(value));
  }

  static String unfold(String value) {
    if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
      return value.strip();
    }
    StringBuilder unfolded = new StringBuilder(value.length());
    value
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> unfolded.append(unfolded.isEmpty() ? "" : " ").append(line));
    return unfolded.toString();
  }
}
