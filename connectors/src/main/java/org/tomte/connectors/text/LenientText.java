package org.tomte.connectors.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads bytes of which nobody said how they are encoded; text is never refused. */
public final class LenientText {
  private static final Charset FALLBACK = Charset.forName("windows-1252");

  private LenientText() {}

  /** UTF-8, or windows-1252 when the bytes are not UTF-8. */
  public static String decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /**
   * UTF-8, or windows-1252 when the bytes are not UTF-8.
   *
   * @param from the first byte
   * @param to the byte after the last
   */
  public static String decode(byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, from, to - from, FALLBACK);
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }
}
