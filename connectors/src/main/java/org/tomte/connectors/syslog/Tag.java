package org.tomte.connectors.syslog;

/**
 * Finds the tag of RFC 3164 section 4.1.3: a name, perhaps a process in brackets, perhaps a colon.
 * A word that could as well belong to the message (with an equals sign, a comma, a quote) is none.
 */
final class Tag {
  private static final int LONGEST = 128;
  private static final int LONGEST_PROCESS = 128;
  private static final byte[] FORBIDDEN = Ascii.word("=,\"'{}|;<>");
  private static final byte[] REPEATED = Ascii.word("last message repeated ");
  private static final byte[] REPEATED_SHORT = Ascii.word("message repeated ");

  private Tag() {}

  /**
   * Reads the tag, if there is one; the message is what follows.
   *
   * @param blankEnds whether a blank ends a tag; only behind a time, elsewhere a colon must
   */
  static void read(MessageParts parts, int from, boolean blankEnds) {
    byte[] bytes = parts.bytes;
    parts.messageFrom = blankEnds ? from : parts.messageFrom;
    if (Rfc3164.isBody(parts, from) || isRepetition(parts, from)) {
      return;
    }
    int end = nameEnd(parts, from);
    if (end < 0) {
      return;
    }
    boolean read =
        switch (bytes[end]) {
          case '[' -> process(parts, from, end);
          case ':' -> colon(parts, from, end);
          default -> blankEnds && blank(parts, from, end);
        };
    if (read) {
      parts.application(from, end);
    }
  }

  private static boolean isRepetition(MessageParts parts, int from) {
    return Ascii.startsWith(parts.bytes, from, parts.to, REPEATED)
        || Ascii.startsWith(parts.bytes, from, parts.to, REPEATED_SHORT);
  }

  /** Where the name ends and what ends it stands; -1 when this is no tag. */
  private static int nameEnd(MessageParts parts, int from) {
    byte[] bytes = parts.bytes;
    boolean named = false;
    int limit = Math.min(parts.to, from + LONGEST);
    for (int at = from; at < limit; at++) {
      byte octet = bytes[at];
      if (Ascii.isBlank(octet) || octet == ':' || octet == '[') {
        return named ? at : -1;
      }
      if (octet >= 0 && octet < ' ') {
        return -1;
      }
      for (byte forbidden : FORBIDDEN) {
        if (octet == forbidden) {
          return -1;
        }
      }
      named |= Ascii.isLetter(octet) || Ascii.isDigit(octet) || octet < 0;
    }
    return -1;
  }

  private static boolean process(MessageParts parts, int from, int open) {
    byte[] bytes = parts.bytes;
    int limit = Math.min(parts.to, open + LONGEST_PROCESS);
    int close = Ascii.find(bytes, open + 1, limit, ']');
    if (close < 0 || open == from) {
      return false;
    }
    int at = close + 1;
    boolean colon = at < parts.to && bytes[at] == ':';
    if (!colon && at < parts.to && !Ascii.isBlank(bytes[at])) {
      return false;
    }
    if (close > open + 1) {
      parts.process(open + 1, close);
    }
    message(parts, colon ? at + 1 : at);
    return true;
  }

  private static boolean colon(MessageParts parts, int from, int end) {
    byte[] bytes = parts.bytes;
    boolean more = end + 1 < parts.to;
    boolean address = more && bytes[end + 1] == '/' && end + 2 < parts.to && bytes[end + 2] == '/';
    boolean path = more && bytes[end + 1] == '\\';
    boolean clock = more && Ascii.isDigit(bytes[end + 1]) && !hasLetter(bytes, from, end);
    boolean doubled = more && bytes[end + 1] == ':';
    if (address || path || clock || doubled) {
      return false;
    }
    message(parts, end + 1);
    return true;
  }

  private static boolean hasLetter(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (Ascii.isLetter(bytes[at])) {
        return true;
      }
    }
    return false;
  }

  private static boolean blank(MessageParts parts, int from, int end) {
    int next = Ascii.skipBlanks(parts.bytes, end, parts.to);
    if (next >= parts.to) {
      return false;
    }
    // ESXi writes a blank before the colon.
    boolean colon =
        parts.bytes[next] == ':' && (next + 1 >= parts.to || Ascii.isBlank(parts.bytes[next + 1]));
    message(parts, colon ? next + 1 : end);
    return end > from;
  }

  private static void message(MessageParts parts, int at) {
    boolean blank = at < parts.to && Ascii.isBlank(parts.bytes[at]);
    parts.messageFrom = blank ? at + 1 : at;
  }
}
