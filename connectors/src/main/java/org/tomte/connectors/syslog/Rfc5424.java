package org.tomte.connectors.syslog;

/** Reads what follows {@code <PRI>1 } in RFC 5424 section 6. */
final class Rfc5424 {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Rfc5424() {}

  /**
   * Reads the rest of the header, the structured data and the place of the message.
   *
   * @return false when there is no time, so that it is no RFC 5424 at all
   */
  static boolean read(MessageParts parts, int from) {
    int at = time(parts, from);
    if (at < 0) {
      return false;
    }
    parts.dialect = Dialect.RFC5424;
    int end = Ascii.tokenEnd(parts.bytes, at, parts.to);
    if (!isNil(parts, at, end)) {
      parts.host(at, end);
    }
    at = next(parts, end);
    if (at < parts.to && Rfc3164.isBody(parts, at)) {
      // Some products write a host and go on with CEF or JSON.
      parts.messageFrom = at;
      parts.partial = true;
      return true;
    }
    end = Ascii.tokenEnd(parts.bytes, at, parts.to);
    if (!isNil(parts, at, end)) {
      parts.application(at, end);
    }
    at = next(parts, end);
    end = Ascii.tokenEnd(parts.bytes, at, parts.to);
    if (!isNil(parts, at, end)) {
      parts.process(at, end);
    }
    at = next(parts, end);
    end = Ascii.tokenEnd(parts.bytes, at, parts.to);
    if (!isNil(parts, at, end)) {
      parts.idFrom = at;
      parts.idTo = end;
    }
    structured(parts, next(parts, end));
    return true;
  }

  private static int time(MessageParts parts, int from) {
    byte[] bytes = parts.bytes;
    if (from < parts.to && bytes[from] == '-' && isEnd(parts, from + 1)) {
      return next(parts, from + 1);
    }
    int end = parts.stamp.readInternet(bytes, from, parts.to);
    if (end < 0 || !isEnd(parts, end)) {
      return -1;
    }
    parts.timed = true;
    return next(parts, end);
  }

  private static boolean isEnd(MessageParts parts, int at) {
    return at >= parts.to || parts.bytes[at] == ' ';
  }

  private static int next(MessageParts parts, int end) {
    return Math.min(end + 1, parts.to);
  }

  private static boolean isNil(MessageParts parts, int at, int end) {
    return end == at || (end == at + 1 && parts.bytes[at] == '-');
  }

  private static void structured(MessageParts parts, int from) {
    parts.messageFrom = from;
    if (from >= parts.to) {
      parts.partial = true;
      return;
    }
    int end = from + 1;
    if (parts.bytes[from] == '[') {
      end = StructuredData.end(parts.bytes, from, parts.to);
    }
    boolean nil = parts.bytes[from] == '-' && isEnd(parts, end);
    if (end < 0 || (!nil && parts.bytes[from] != '[')) {
      parts.partial = true;
      return;
    }
    if (!nil) {
      parts.structuredFrom = from;
      parts.structuredTo = end;
    }
    parts.partial |= !isEnd(parts, end);
    int at = isEnd(parts, end) ? next(parts, end) : end;
    parts.messageFrom = Ascii.startsWith(parts.bytes, at, parts.to, MARK) ? at + MARK.length : at;
  }
}
