package org.tomte.connectors.syslog;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.JsonReader;
import org.tomte.connectors.text.LenientText;

/** Reads bodies that have a form of their own, where a message has one. */
final class Bodies {
  private static final byte[] CEF = Ascii.word("CEF:");
  private static final byte[] LEEF = Ascii.word("LEEF:");
  private static final byte[] COOKIE = Ascii.word("@cee:");
  private static final int FAR = 256;

  private Bodies() {}

  static @Nullable Map<String, @Nullable Object> cef(MessageParts parts) {
    int at = find(parts, CEF);
    return at < 0 ? null : Cef.read(LenientText.decode(parts.bytes, at, parts.to));
  }

  static @Nullable Map<String, @Nullable Object> leef(MessageParts parts) {
    int at = find(parts, LEEF);
    return at < 0 ? null : Leef.read(LenientText.decode(parts.bytes, at, parts.to));
  }

  /** Where the word stands with a version and a bar behind it, near the beginning; else -1. */
  private static int find(MessageParts parts, byte[] word) {
    int limit = Math.min(parts.to, parts.messageFrom + FAR);
    char first = (char) word[0];
    for (int at = Ascii.find(parts.bytes, parts.messageFrom, limit, first);
        at >= 0;
        at = Ascii.find(parts.bytes, at + 1, limit, first)) {
      if (Ascii.startsWith(parts.bytes, at, parts.to, word) && isVersion(parts, at + word.length)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isVersion(MessageParts parts, int from) {
    int at = Ascii.skipBlanks(parts.bytes, from, parts.to);
    int digit = at;
    while (digit < parts.to && (Ascii.isDigit(parts.bytes[digit]) || parts.bytes[digit] == '.')) {
      digit++;
    }
    return digit > at && digit < parts.to && parts.bytes[digit] == '|';
  }

  /** The object when the message is one, with or without the cookie of CEE in front. */
  @SuppressWarnings("unchecked") // names of JSON objects are texts
  static @Nullable Map<String, @Nullable Object> json(MessageParts parts) {
    int at = Ascii.skipBlanks(parts.bytes, parts.messageFrom, parts.to);
    if (Ascii.startsWith(parts.bytes, at, parts.to, COOKIE)) {
      at = Ascii.skipBlanks(parts.bytes, at + COOKIE.length, parts.to);
    }
    if (at >= parts.to || parts.bytes[at] != '{') {
      return null;
    }
    try {
      return JsonReader.read(LenientText.decode(parts.bytes, at, parts.to)) instanceof Map<?, ?> map
          ? (Map<String, @Nullable Object>) map
          : null;
    } catch (BadRecord notJson) {
      return null;
    }
  }
}
