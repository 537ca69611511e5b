package org.tomte.connectors.syslog;

/**
 * Reads RFC 3164 as it is found: times with years, fractions and of RFC 3339, sequence numbers and
 * marks of Cisco, hosts left out, tags without a colon, messages forwarded by AIX.
 */
final class Rfc3164 {
  private static final byte[] FORWARDED = Ascii.word("Message forwarded from ");
  private static final byte[] REPEATED = Ascii.word("last message repeated ");
  private static final byte[] REPEATED_SHORT = Ascii.word("message repeated ");
  private static final byte[] CEF = Ascii.word("CEF:");
  private static final byte[] LEEF = Ascii.word("LEEF:");
  private static final int LONGEST_SEQUENCE = 20;

  private Rfc3164() {}

  /**
   * Finds time, host, tag and message.
   *
   * @param from where the priority ended
   * @param versioned whether a version of RFC 5424 stands there though it is none
   */
  static void read(MessageParts parts, int from, boolean versioned) {
    parts.messageFrom = from;
    int start = Ascii.skipBlanks(parts.bytes, from, parts.to);
    if (versioned) {
      start = Ascii.skipBlanks(parts.bytes, start + 1, parts.to);
    }
    if (isBody(parts, start)) {
      return;
    }
    int stamped = stamp(parts, sequence(parts, start), versioned);
    if (stamped < 0) {
      Tag.read(parts, start, false);
      return;
    }
    parts.timed = true;
    parts.dialect = Dialect.RFC3164;
    host(parts, Ascii.skipBlanks(parts.bytes, stamped, parts.to));
  }

  /** Whether a body begins here that has its own form: JSON, CEF, LEEF. */
  static boolean isBody(MessageParts parts, int at) {
    if (at >= parts.to) {
      return true;
    }
    byte octet = parts.bytes[at];
    return octet == '{'
        || octet == '@'
        || Ascii.startsWith(parts.bytes, at, parts.to, CEF)
        || Ascii.startsWith(parts.bytes, at, parts.to, LEEF);
  }

  /** Passes {@code 123: } and the marks of a clock that is not set, when a time follows. */
  private static int sequence(MessageParts parts, int from) {
    byte[] bytes = parts.bytes;
    int at = from;
    while (at < parts.to && at < from + LONGEST_SEQUENCE && Ascii.isDigit(bytes[at])) {
      at++;
    }
    boolean counted = at > from && at + 1 < parts.to && bytes[at] == ':' && bytes[at + 1] == ' ';
    at = counted ? Ascii.skipBlanks(bytes, at + 1, parts.to) : from;
    return at < parts.to && (bytes[at] == '*' || bytes[at] == '.') ? at + 1 : at;
  }

  private static int stamp(MessageParts parts, int from, boolean versioned) {
    byte[] bytes = parts.bytes;
    int end = parts.stamp.read(bytes, from, parts.to);
    if (end < 0 && versioned) {
      end = parts.stamp.readEpoch(bytes, from, parts.to);
    }
    if (end < 0) {
      return -1;
    }
    int zoned = zone(parts, end);
    if (zoned < parts.to && bytes[zoned] == ':') {
      return zoned + 1;
    }
    boolean whole = end >= parts.to || Ascii.isBlank(bytes[end]);
    return whole ? end : -1;
  }

  /** Passes a zone's name when a colon stands behind it. */
  private static int zone(MessageParts parts, int from) {
    byte[] bytes = parts.bytes;
    int start = Ascii.skipBlanks(bytes, from, parts.to);
    int at = start;
    while (at < parts.to && at < start + 6 && bytes[at] >= 'A' && bytes[at] <= 'Z') {
      at++;
    }
    int colon = Ascii.skipBlanks(bytes, at, parts.to);
    boolean named =
        at - start >= 3
            && at - start <= 5
            && start > from
            && (bytes[at - 1] == 'T' || bytes[at - 1] == 'C');
    if (!named || colon >= parts.to || bytes[colon] != ':' || !isZoneEnd(parts, colon)) {
      return from;
    }
    boolean universal =
        at - start == 3
            && ((bytes[start] == 'U' && bytes[start + 1] == 'T' && bytes[start + 2] == 'C')
                || (bytes[start] == 'G' && bytes[start + 1] == 'M' && bytes[start + 2] == 'T'));
    if (universal) {
      parts.stamp.universal();
    }
    return colon;
  }

  /** A tag may look like a zone ({@code su: }); only Cisco's facility makes it one. */
  private static boolean isZoneEnd(MessageParts parts, int colon) {
    int next = Ascii.skipBlanks(parts.bytes, colon + 1, parts.to);
    return next < parts.to && parts.bytes[next] == '%';
  }

  private static void host(MessageParts parts, int from) {
    byte[] bytes = parts.bytes;
    parts.messageFrom = from;
    if (isBody(parts, from)) {
      return;
    }
    if (Ascii.startsWith(bytes, from, parts.to, FORWARDED)) {
      forwarded(parts, from + FORWARDED.length);
      return;
    }
    int end = Ascii.tokenEnd(bytes, from, parts.to);
    int named = hostEnd(parts, from, end);
    if (named < 0) {
      Tag.read(
          parts, bytes[from] == ':' ? Ascii.skipBlanks(bytes, from + 1, parts.to) : from, true);
      return;
    }
    boolean bracketed = bytes[from] == '[';
    parts.host(bracketed ? from + 1 : from, bracketed ? named - 1 : named);
    int at = Ascii.skipBlanks(bytes, end, parts.to);
    // Cisco ASA writes a colon of its own between host and tag.
    boolean lone = at + 1 < parts.to && bytes[at] == ':' && Ascii.isBlank(bytes[at + 1]);
    Tag.read(parts, lone ? Ascii.skipBlanks(bytes, at + 1, parts.to) : at, true);
  }

  private static void forwarded(MessageParts parts, int from) {
    int end = Ascii.tokenEnd(parts.bytes, from, parts.to);
    boolean colon = end > from && parts.bytes[end - 1] == ':';
    parts.host(from, colon ? end - 1 : end);
    Tag.read(parts, Ascii.skipBlanks(parts.bytes, end, parts.to), true);
  }

  /** Where the host's name ends; -1 when the token is no host. */
  private static int hostEnd(MessageParts parts, int from, int end) {
    byte[] bytes = parts.bytes;
    if (bytes[from] == '%'
        || Ascii.startsWith(bytes, from, parts.to, REPEATED)
        || Ascii.startsWith(bytes, from, parts.to, REPEATED_SHORT)) {
      return -1;
    }
    boolean bracketed = bytes[from] == '[' && bytes[end - 1] == ']' && end - from > 2;
    for (int at = bracketed ? from + 1 : from; at < (bracketed ? end - 1 : end); at++) {
      if (!isHost(bytes[at])) {
        return -1;
      }
    }
    if (bytes[end - 1] != ':') {
      return end;
    }
    int next = Ascii.skipBlanks(bytes, end, parts.to);
    boolean cisco = next < parts.to && bytes[next] == '%';
    return end - 1 > from && (cisco || isAddress(bytes, from, end - 1)) ? end - 1 : -1;
  }

  private static boolean isHost(byte octet) {
    return octet < 0
        || Ascii.isLetter(octet)
        || Ascii.isDigit(octet)
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == ':'
        || octet == '@'
        || octet == '/'
        || octet == '%';
  }

  private static boolean isAddress(byte[] bytes, int from, int to) {
    int dots = 0;
    for (int at = from; at < to; at++) {
      if (bytes[at] == '.') {
        dots++;
      } else if (!Ascii.isDigit(bytes[at])) {
        return false;
      }
    }
    return dots == 3;
  }
}
