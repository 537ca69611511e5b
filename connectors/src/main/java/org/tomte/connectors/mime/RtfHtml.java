package org.tomte.connectors.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes HTML out of the RTF into which Outlook packs it ([MS-OXRTFEX]): the tags stand in groups
 * {@code \htmltag}, and what is there for readers of RTF only stands after {@code \htmlrtf}. One
 * pass without recursion; whatever the bytes are, as much comes out as was found.
 */
final class RtfHtml {
  private static final int DEEPEST = 500;
  private static final int MOST_FONTS = 5_000;
  private static final int LONGEST_WORD = 32;
  private static final int LONGEST_NUMBER = 9;
  private static final int MOST_FALLBACK = 16;
  private static final int NO_FONT = -1;
  private static final int NO_NUMBER = Integer.MIN_VALUE;
  private static final Set<String> NO_TEXT =
      Set.of(
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "object",
          "header",
          "headerl",
          "headerr",
          "headerf",
          "footer",
          "footerl",
          "footerr",
          "footerf",
          "footnote");

  private final byte[] rtf;
  private final int most;
  private final StringBuilder html = new StringBuilder();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final Deque<Group> outer = new ArrayDeque<>();
  private final Map<Integer, Charset> fonts = new HashMap<>();
  private Group group = new Group();
  private Charset ansi = Charset.forName("windows-1252");
  private int at;
  private int buried;
  private int toSkip;
  private int defaultFont = NO_FONT;
  private boolean ignorable;
  private boolean encapsulated;

  private RtfHtml(byte[] rtf, int most) {
    this.rtf = rtf;
    this.most = most;
  }

  /** What a group holds. */
  private enum Place {
    BODY,
    TAG,
    FONTS,
    SKIPPED
  }

  /** What ends with its group. */
  private static final class Group {
    private Place place = Place.BODY;
    private boolean hidden;
    private int fallback = 1;
    private int font = NO_FONT;

    Group copy() {
      Group copy = new Group();
      copy.place = place;
      copy.hidden = hidden;
      copy.fallback = fallback;
      copy.font = font;
      return copy;
    }
  }

  /**
   * The HTML in a document; null when it was not made of HTML.
   *
   * @param most after how many characters the reading may end
   */
  static @Nullable String of(byte[] rtf, int most) {
    return new RtfHtml(rtf, most).read();
  }

  private @Nullable String read() {
    while (at < rtf.length && html.length() < most) {
      int octet = rtf[at++] & 0xFF;
      switch (octet) {
        case '{' -> open();
        case '}' -> close();
        case '\\' -> control();
        case '\r', '\n', 0 -> {}
        default -> character(octet);
      }
    }
    flush();
    return encapsulated ? html.toString() : null;
  }

  /** Groups that are too deep have no state of their own, so their number costs nothing. */
  private void open() {
    flush();
    toSkip = 0;
    if (outer.size() >= DEEPEST) {
      buried++;
      return;
    }
    outer.push(group);
    group = group.copy();
  }

  private void close() {
    flush();
    toSkip = 0;
    ignorable = false;
    if (buried > 0) {
      buried--;
    } else if (!outer.isEmpty()) {
      group = outer.pop();
      if (outer.isEmpty()) {
        at = rtf.length;
      }
    }
  }

  private boolean shown() {
    return encapsulated
        && (group.place == Place.TAG || (group.place == Place.BODY && !group.hidden));
  }

  private void character(int octet) {
    if (toSkip > 0) {
      toSkip--;
      return;
    }
    ignorable = false;
    if (shown()) {
      pending.write(octet);
    } else if (!encapsulated && group.place == Place.BODY && octet > ' ') {
      // The word that says so stands before all text; this is RTF of its own.
      at = rtf.length;
    }
  }

  private void emit(String text) {
    if (shown()) {
      html.append(text);
    }
  }

  /** Decodes what was collected: a character may have several bytes. */
  private void flush() {
    if (pending.size() > 0) {
      html.append(pending.toString(charset()));
      pending.reset();
    }
  }

  /** Tags are in the code page of the document, text in that of its font. */
  private Charset charset() {
    int font = group.font == NO_FONT ? defaultFont : group.font;
    return group.place == Place.TAG ? ansi : fonts.getOrDefault(font, ansi);
  }

  private void control() {
    if (at >= rtf.length) {
      return;
    }
    if (isLetter(rtf[at])) {
      word();
      return;
    }
    int symbol = rtf[at++] & 0xFF;
    switch (symbol) {
      case '\\', '{', '}' -> character(symbol);
      case '\'' -> hexadecimal();
      case '*' -> ignorable = true;
      case '~' -> special("&nbsp;");
      case '_', '-' -> special("&shy;");
      case '\r', '\n' -> special("\r\n");
      default -> {}
    }
  }

  private void special(String text) {
    flush();
    if (toSkip > 0) {
      toSkip--;
      return;
    }
    emit(text);
  }

  private void hexadecimal() {
    if (at + 1 >= rtf.length) {
      at = rtf.length;
      return;
    }
    int high = Character.digit(rtf[at], 16);
    int low = Character.digit(rtf[at + 1], 16);
    if (high >= 0 && low >= 0) {
      at += 2;
      character(high * 16 + low);
    }
  }

  private static boolean isLetter(byte octet) {
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private void word() {
    flush();
    StringBuilder name = new StringBuilder();
    while (at < rtf.length && isLetter(rtf[at]) && name.length() < LONGEST_WORD) {
      name.append((char) rtf[at++]);
    }
    int number = number();
    if (at < rtf.length && rtf[at] == ' ') {
      at++;
    }
    toSkip = 0;
    apply(name.toString(), number);
  }

  private int number() {
    boolean negative = at + 1 < rtf.length && rtf[at] == '-' && isDigit(rtf[at + 1]);
    int digits = negative ? at + 1 : at;
    int value = 0;
    int end = digits;
    while (end < rtf.length && isDigit(rtf[end]) && end - digits < LONGEST_NUMBER) {
      value = value * 10 + (rtf[end++] - '0');
    }
    if (end == digits) {
      return NO_NUMBER;
    }
    at = end;
    return negative ? -value : value;
  }

  private void apply(String name, int number) {
    boolean optional = ignorable;
    ignorable = false;
    if (name.equals("bin")) {
      at = (int) Math.min(rtf.length, (long) at + Math.max(0, number));
      return;
    }
    if (optional) {
      begin(name.equals("htmltag") ? Place.TAG : Place.SKIPPED);
      return;
    }
    if (NO_TEXT.contains(name)) {
      begin(Place.SKIPPED);
      return;
    }
    if (!applied(name, number)) {
      emit(text(name));
    }
  }

  /** What is skipped is skipped with all that is in it. */
  private void begin(Place place) {
    if (group.place != Place.SKIPPED) {
      group.place = place;
    }
  }

  /** False for words that stand for text, or for nothing. */
  private boolean applied(String name, int number) {
    switch (name) {
      case "fromhtml" -> encapsulated |= number != 0;
      case "ansicpg" -> ansi = orElse(RtfCharsets.codePage(number), ansi);
      case "fonttbl" -> begin(Place.FONTS);
      case "deff" -> defaultFont = number;
      case "f" -> group.font = number;
      case "plain" -> group.font = NO_FONT;
      case "fcharset" -> font(RtfCharsets.font(number));
      case "cpg" -> font(RtfCharsets.codePage(number));
      case "htmlrtf" -> group.hidden = number != 0;
      case "uc" -> group.fallback = Math.clamp(number, 0, MOST_FALLBACK);
      case "u" -> unicode(number);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Charset orElse(@Nullable Charset charset, Charset other) {
    return charset == null ? other : charset;
  }

  private void font(@Nullable Charset charset) {
    if (charset != null && group.place == Place.FONTS && fonts.size() < MOST_FONTS) {
      fonts.put(group.font, charset);
    }
  }

  /** A code unit of UTF-16, as a signed number, and for old readers something in its place. */
  private void unicode(int number) {
    if (number != NO_NUMBER) {
      emit(String.valueOf((char) number));
      toSkip = group.fallback;
    }
  }

  private static String text(String name) {
    return switch (name) {
      case "par", "line" -> "\r\n";
      case "tab" -> "\t";
      case "lquote" -> "&lsquo;";
      case "rquote" -> "&rsquo;";
      case "ldblquote" -> "&ldquo;";
      case "rdblquote" -> "&rdquo;";
      case "bullet" -> "&bull;";
      case "endash" -> "&ndash;";
      case "emdash" -> "&mdash;";
      default -> "";
    };
  }
}
