package org.tomte.connectors.syslog;

/** Undoes the escapes of CEF. */
final class Escapes {
  private Escapes() {}

  /** In values: backslash, equals sign, bar, and line ends as {@code \n} and {@code \r}. */
  static String value(String written) {
    return undo(written, true);
  }

  /** In headers: backslash and bar. */
  static String header(String written) {
    return undo(written, false);
  }

  private static String undo(String written, boolean lineEnds) {
    if (written.indexOf('\\') < 0) {
      return written;
    }
    StringBuilder text = new StringBuilder(written.length());
    for (int at = 0; at < written.length(); at++) {
      char character = written.charAt(at);
      char next = at + 1 < written.length() ? written.charAt(at + 1) : 0;
      char meant = character == '\\' ? meaning(next, lineEnds) : 0;
      text.append(meant == 0 ? character : meant);
      at += meant == 0 ? 0 : 1;
    }
    return text.toString();
  }

  /** What a character behind a backslash means; NUL when the backslash is only a backslash. */
  private static char meaning(char escaped, boolean lineEnds) {
    return switch (escaped) {
      case '\\', '|' -> escaped;
      case '=' -> lineEnds ? '=' : 0;
      case 'n' -> lineEnds ? '\n' : 0;
      case 'r' -> lineEnds ? '\r' : 0;
      default -> 0;
    };
  }
}
