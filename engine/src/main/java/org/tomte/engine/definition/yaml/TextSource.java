package org.tomte.engine.definition.yaml;

import java.util.Arrays;

/**
 * Where the characters of a scalar stand in its file, so that a fault at line 2, column 5 of an
 * expression can be told at its line and column of the file, whatever the style: plain, quoted with
 * escapes, literal or folded block.
 */
public final class TextSource {

  private final Place start;
  private final int[] raw;
  private final String text;

  /**
   * A scalar as written.
   *
   * @param start where {@code raw} begins
   * @param raw the code points from the first character of the scalar, with quotes, indicators and
   *     indentation
   * @param text the value
   */
  TextSource(Place start, int[] raw, String text) {
    this.start = start;
    this.raw = raw.clone();
    this.text = text;
  }

  /** A text that does not come from a file: its places are its own lines and columns. */
  public static TextSource inline(String name, String text) {
    return new TextSource(new Place(name, 1, 1), text.codePoints().toArray(), text);
  }

  /** How many code points the scalar takes as written, with quotes and indentation. */
  public int writtenLength() {
    return raw.length;
  }

  /** Where the scalar begins. */
  public Place start() {
    return start;
  }

  /**
   * The offset of a character in the value, in UTF-16 units.
   *
   * @param line of the value, from 1; lines end with a line feed
   * @param column from 1, in code points; beyond the end of the line means its end
   */
  public int offset(int line, int column) {
    int begin = 0;
    for (int i = 1; i < line; i++) {
      int feed = text.indexOf('\n', begin);
      if (feed < 0) {
        break;
      }
      begin = feed + 1;
    }
    int feed = text.indexOf('\n', begin);
    String rest = text.substring(begin, feed < 0 ? text.length() : feed);
    int wanted = Math.clamp(column - 1L, 0, rest.codePointCount(0, rest.length()));
    return begin + rest.offsetByCodePoints(0, wanted);
  }

  /** The place of a character at a line and column of the value. */
  public Place at(int line, int column) {
    return at(offset(line, column));
  }

  /**
   * The place of a character.
   *
   * @param offset into the value, from 0, in UTF-16 units as in {@link String#charAt}
   */
  public Place at(int offset) {
    int end = Math.clamp(offset, 0, text.length());
    int before = (int) text.substring(0, end).codePoints().filter(c -> !isSpace(c)).count();
    boolean onSpace = end == text.length() || isSpace(text.codePointAt(end));
    Walk walk = new Walk(start, raw);
    if (before == 0 && onSpace) {
      return walk.at();
    }
    for (int seen = 0; seen < (onSpace ? before : before + 1); ) {
      if (!walk.next()) {
        return walk.at();
      }
      seen += walk.isSpace() ? 0 : 1;
    }
    return onSpace ? walk.at() : walk.last();
  }

  private static boolean isSpace(int codePoint) {
    return codePoint == ' ' || codePoint == '\n' || codePoint == '\t' || codePoint == '\r';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextSource that
        && start.equals(that.start)
        && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return start.hashCode();
  }

  @Override
  public String toString() {
    return start.toString();
  }

  /**
   * Goes over the characters of the value in their written form. Folding changes white space only,
   * so the other characters are the same in both and can be counted.
   */
  private static final class Walk {
    private final String file;
    private final int[] raw;
    private int index;
    private int line;
    private int column;
    private Place last;
    private int value;
    private final int style;

    Walk(Place start, int[] raw) {
      this.file = start.file();
      this.raw = raw;
      this.line = start.line();
      this.column = start.column();
      this.style = raw.length == 0 ? 0 : raw[0];
      this.last = start;
      if (style == '|' || style == '>') {
        skipHeader();
        return;
      }
      if (style == '"' || style == '\'') {
        forward();
      }
    }

    private void skipHeader() {
      int first = line;
      while (index < raw.length && line == first) {
        forward();
      }
      while (index < raw.length && TextSource.isSpace(raw[index])) {
        forward();
      }
    }

    boolean next() {
      if (index >= raw.length) {
        return false;
      }
      last = at();
      value = raw[index];
      if (style == '"' && value == '\\') {
        forward();
        escape();
        return true;
      }
      if (style == '\'' && value == '\'') {
        forward();
      }
      forward();
      return true;
    }

    private void escape() {
      int kind = index < raw.length ? raw[index] : ' ';
      int digits =
          switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      value = "ntr \t\n\r".indexOf(kind) >= 0 ? ' ' : kind;
      forward();
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < digits && index < raw.length; i++) {
        hex.appendCodePoint(raw[index]);
        forward();
      }
      if (digits > 0 && !hex.isEmpty()) {
        value = Integer.parseUnsignedInt(hex.toString(), 16);
      }
    }

    private void forward() {
      if (index >= raw.length) {
        return;
      }
      int codePoint = raw[index++];
      boolean crlf = codePoint == '\r' && index < raw.length && raw[index] == '\n';
      if ((codePoint == '\n' || codePoint == '\r') && !crlf) {
        line++;
        column = 1;
        return;
      }
      column++;
    }

    boolean isSpace() {
      return TextSource.isSpace(value);
    }

    Place at() {
      return new Place(file, line, column);
    }

    Place last() {
      return last;
    }
  }
}
