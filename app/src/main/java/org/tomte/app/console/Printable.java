package org.tomte.app.console;

/** Makes text from outside safe to show: it can neither move the cursor nor break a line. */
public final class Printable {
  private Printable() {}

  /** One line: control characters and line breaks are shown as symbols or blanks. */
  public static String line(String text) {
    return changed(text, false);
  }

  /** Several lines: line breaks and tabs stay. */
  public static String lines(String text) {
    return changed(text, true);
  }

  private static String changed(String text, boolean breaksStay) {
    if (text.codePoints().noneMatch(Printable::dangerous)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (!dangerous(point) || (breaksStay && (point == '\n' || point == '\t'))) {
            safe.appendCodePoint(point);
          } else if (point == '\n' || point == '\t' || point == '\r') {
            safe.append(' ');
          } else {
            safe.append('\uFFFD');
          }
        });
    return safe.toString();
  }

  private static boolean dangerous(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || isDirection(point);
  }

  /** Marks that turn the direction of writing can make one text look like another. */
  private static boolean isDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
