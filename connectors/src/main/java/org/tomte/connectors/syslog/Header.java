package org.tomte.connectors.syslog;

/** Reads the header of a message, whatever kind it is; never fails. */
final class Header {
  private static final int LARGEST_PRIORITY = 191;

  private Header() {}

  /**
   * Finds the parts of a message. What cannot be told apart belongs to the message itself.
   *
   * @param from the first byte of the message
   * @param to the byte after the last
   */
  static void read(byte[] bytes, int from, int to, MessageParts parts) {
    parts.reset(bytes, from, to);
    int at = priority(parts);
    boolean versioned =
        parts.priority >= 0 && at + 1 < to && bytes[at] == '1' && bytes[at + 1] == ' ';
    if (versioned && Rfc5424.read(parts, at + 2)) {
      return;
    }
    Rfc3164.read(parts, at, versioned);
  }

  /** Reads {@code <PRI>}; returns where the rest begins. */
  private static int priority(MessageParts parts) {
    byte[] bytes = parts.bytes;
    int at = parts.from;
    if (at >= parts.to || bytes[at] != '<') {
      return at;
    }
    int value = 0;
    int digit = at + 1;
    while (digit < parts.to && digit < at + 4 && Ascii.isDigit(bytes[digit])) {
      value = value * 10 + bytes[digit] - '0';
      digit++;
    }
    boolean valid =
        digit > at + 1 && digit < parts.to && bytes[digit] == '>' && value <= LARGEST_PRIORITY;
    if (!valid) {
      parts.partial = true;
      return at;
    }
    parts.priority = value;
    parts.messageFrom = digit + 1;
    return digit + 1;
  }
}
