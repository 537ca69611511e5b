package org.tomte.connectors.syslog;

/** Reads the lines by which senders say that the message before came more than once. */
final class Repetition {
  private static final byte[] LAST = Ascii.word("last message repeated ");
  private static final byte[] SHORT = Ascii.word("message repeated ");
  private static final byte[] TIMES = Ascii.word(" time");
  private static final int MOST_DIGITS = 9;

  private Repetition() {}

  /** Whether a message can be such a line, told without reading its header. */
  static boolean mayBe(byte[] bytes, int from, int to) {
    if (to - from < LAST.length) {
      return false;
    }
    byte end = bytes[to - 1];
    boolean ends = end == ']' || (end == 's' && bytes[to - 2] == 'e' && bytes[to - 3] == 'm');
    return ends && says(bytes, from, to);
  }

  private static boolean says(byte[] bytes, int from, int to) {
    for (int at = Ascii.find(bytes, from, to, 'm');
        at >= 0;
        at = Ascii.find(bytes, at + 1, to, 'm')) {
      if (Ascii.startsWith(bytes, at, to, SHORT)) {
        return true;
      }
    }
    return false;
  }

  /** How many times; 0 when the message is no such line. */
  static long times(MessageParts parts) {
    int at = numberAt(parts);
    if (at < 0) {
      return 0;
    }
    long count = 0;
    int digit = at;
    while (digit < parts.to && digit - at < MOST_DIGITS && Ascii.isDigit(parts.bytes[digit])) {
      count = count * 10 + parts.bytes[digit] - '0';
      digit++;
    }
    return Ascii.startsWith(parts.bytes, digit, parts.to, TIMES) ? count : 0;
  }

  private static int numberAt(MessageParts parts) {
    int at = Ascii.skipBlanks(parts.bytes, parts.messageFrom, parts.to);
    if (Ascii.startsWith(parts.bytes, at, parts.to, LAST)) {
      return at + LAST.length;
    }
    return Ascii.startsWith(parts.bytes, at, parts.to, SHORT) ? at + SHORT.length : -1;
  }

  /** Narrows the message to what stands in brackets, where the line has it; else false. */
  static boolean unwrap(MessageParts parts) {
    int open = Ascii.find(parts.bytes, parts.messageFrom, parts.to, '[');
    int close = parts.to - 1;
    if (open < 0 || parts.bytes[close] != ']' || parts.bytes[open - 1] != ' ') {
      return false;
    }
    parts.messageFrom = Ascii.skipBlanks(parts.bytes, open + 1, close);
    parts.to = close;
    return true;
  }
}
