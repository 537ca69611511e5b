package org.tomte.engine.secret;

import org.jsoup.parser.Parser;

/** One way in which text is encoded on its way out, undone as leniently as any reader would. */
enum TextDecoder {

  /** Percent-encoding (RFC 3986 section 2.1). */
  PERCENT("%"),

  /** Percent-encoding in which a plus is a space (application/x-www-form-urlencoded). */
  FORM("+"),

  /** Escapes with a backslash (RFC 8259 section 7, and the like in programs and shells). */
  BACKSLASH("\\"),

  /** Character references of XML and HTML. */
  ENTITY("&"),

  /** Line ends with the white space around the break, as base64 and log lines are folded. */
  FOLDED("\n");

  /**
   * What an escape stands for.
   *
   * @param decoded the characters
   * @param length the length of the escape; 0 when there is none
   */
  private record Piece(String decoded, int length) {
    private static final Piece NONE = new Piece("", 0);
  }

  private static final int LONGEST_ENTITY = 34;

  private final String sign;

  TextDecoder(String sign) {
    this.sign = sign;
  }

  /** Undoes the encoding; the same object when the text has none of it. */
  DecodedText decode(DecodedText source) {
    String text = source.text();
    if (!text.contains(sign)) {
      return source;
    }
    DecodedText.Builder builder = new DecodedText.Builder(source);
    boolean changed = false;
    int index = 0;
    while (index < text.length()) {
      Piece piece = read(text, index);
      if (piece.length() == 0) {
        builder.keep(index);
        index++;
      } else {
        builder.add(piece.decoded(), index, index + piece.length());
        index += piece.length();
        changed = true;
      }
    }
    return changed ? builder.build() : source;
  }

  private Piece read(String text, int index) {
    char c = text.charAt(index);
    return switch (this) {
      case PERCENT -> c == '%' ? percent(text, index) : Piece.NONE;
      case FORM -> c == '+' ? new Piece(" ", 1) : c == '%' ? percent(text, index) : Piece.NONE;
      case BACKSLASH -> c == '\\' ? backslash(text, index) : Piece.NONE;
      case ENTITY -> c == '&' ? entity(text, index) : Piece.NONE;
      case FOLDED -> c == '\n' || c == '\r' ? lineEnd(text, index) : Piece.NONE;
    };
  }

  /** One character from one to four percent-encoded bytes: UTF-8, else Latin-1. */
  private static Piece percent(String text, int index) {
    int first = percentByte(text, index);
    if (first < 0) {
      return Piece.NONE;
    }
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    int point = more == 0 ? first : first & (0x3F >> more);
    for (int i = 1; i <= more; i++) {
      int next = percentByte(text, index + 3 * i);
      if ((next & 0xC0) != 0x80 || next < 0) {
        return new Piece(Character.toString(first), 3);
      }
      point = (point << 6) | (next & 0x3F);
    }
    boolean valid = Character.isValidCodePoint(point);
    return valid
        ? new Piece(Character.toString(point), 3 + 3 * more)
        : new Piece(Character.toString(first), 3);
  }

  private static int percentByte(String text, int index) {
    return index < text.length() && text.charAt(index) == '%' ? hex(text, index + 1, 2) : -1;
  }

  private static Piece backslash(String text, int index) {
    if (index + 1 >= text.length()) {
      return Piece.NONE;
    }
    char kind = text.charAt(index + 1);
    return switch (kind) {
      case 'n' -> new Piece("\n", 2);
      case 't' -> new Piece("\t", 2);
      case 'r' -> new Piece("\r", 2);
      case 'b' -> new Piece("\b", 2);
      case 'f' -> new Piece("\f", 2);
      case 'u' -> unicode(text, index, 4);
      case 'x' -> unicode(text, index, 2);
      default -> new Piece(String.valueOf(kind), 2);
    };
  }

  private static Piece unicode(String text, int index, int digits) {
    int unit = hex(text, index + 2, digits);
    return unit < 0
        ? new Piece(String.valueOf(text.charAt(index + 1)), 2)
        : new Piece(String.valueOf((char) unit), 2 + digits);
  }

  private static Piece entity(String text, int index) {
    int limit = Math.min(text.length(), index + LONGEST_ENTITY);
    int end = text.indexOf(';', index);
    if (end < 0 || end >= limit) {
      return Piece.NONE;
    }
    String escape = text.substring(index, end + 1);
    String decoded = Parser.unescapeEntities(escape, true);
    return decoded.equals(escape) ? Piece.NONE : new Piece(decoded, escape.length());
  }

  private static Piece lineEnd(String text, int index) {
    int end = index;
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return new Piece("", end - index);
  }

  private static int hex(String text, int index, int digits) {
    if (index + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = index; i < index + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }
}
