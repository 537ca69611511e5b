package org.tomte.api.listen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A text where it stands in the bytes that came: ASCII without NUL, so that octets are characters.
 * One object is set on one text after the other. Not safe for use by several threads.
 */
public final class TextPlace {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  /**
   * Stands on a text, if it is one.
   *
   * @param newFrom the first octet
   * @param newTo the octet after the last
   * @return false when an octet is no ASCII or NUL; the place then means nothing
   */
  public boolean set(byte[] newBytes, int newFrom, int newTo) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    int at = newFrom;
    for (; at + Long.BYTES <= newTo; at += Long.BYTES) {
      long word = (long) EIGHT.get(newBytes, at);
      // Less one, an octet of zero has its high bit set as one of 128 and more has.
      if (((word | (word - ONES)) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < newTo; at++) {
      if (newBytes[at] <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the text is this one. */
  public boolean isEqualTo(byte[] word) {
    return to - from == word.length && isAt(from, word);
  }

  /** Whether the text begins with this one. */
  public boolean startsWith(byte[] word) {
    return to - from >= word.length && isAt(from, word);
  }

  /** Whether the text ends with this one. */
  public boolean endsWith(byte[] word) {
    return to - from >= word.length && isAt(to - word.length, word);
  }

  /** Whether this one stands somewhere in the text. */
  public boolean contains(byte[] word) {
    if (word.length == 0) {
      return true;
    }
    int last = to - word.length;
    for (int at = find(from, last + 1, word[0]); at >= 0; at = find(at + 1, last + 1, word[0])) {
      if (isAt(at, word)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(int at, byte[] word) {
    for (int i = 0; i < word.length; i++) {
      if (bytes[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** The next place of an octet before an end, or -1; looks at eight at once. */
  private int find(int begin, int end, byte octet) {
    long pattern = ONES * (octet & 0xFF);
    int at = begin;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long different = (long) EIGHT.get(bytes, at) ^ pattern;
      long zero = (different - ONES) & ~different & HIGH_BITS;
      if (zero != 0) {
        return at + (Long.numberOfTrailingZeros(zero) >>> 3);
      }
    }
    for (; at < end; at++) {
      if (bytes[at] == octet) {
        return at;
      }
    }
    return -1;
  }
}
