package org.tomte.connectors.syslog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at single bytes of a message. */
final class Ascii {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Ascii() {}

  static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  static boolean isLetter(byte octet) {
    int lower = octet | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The index of the next blank, or {@code to}. */
  static int tokenEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** The index of the octet, or -1. Looks at eight at once: lines are found by this. */
  static int find(byte[] bytes, int from, int to, char octet) {
    long pattern = ONES * octet;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long different = (long) EIGHT.get(bytes, at) ^ pattern;
      long zero = (different - ONES) & ~different & HIGH_BITS;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == octet) {
        return at;
      }
    }
    return -1;
  }

  static boolean startsWith(byte[] bytes, int from, int to, byte[] word) {
    if (from < 0 || to - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  static byte[] word(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
