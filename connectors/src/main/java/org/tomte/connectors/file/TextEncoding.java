package org.tomte.connectors.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.LenientText;

/**
 * How bytes are read as text: by a byte order mark, else as the settings say, else as UTF-8 with
 * windows-1252 for what is not UTF-8. Text is never refused because of its encoding.
 */
final class TextEncoding {
  private final @Nullable Charset charset;
  private final int markLength;
  private final int width;
  private final boolean littleEndian;

  private TextEncoding(@Nullable Charset charset, int markLength) {
    this.charset = charset;
    this.markLength = markLength;
    String name = charset == null ? "" : charset.name();
    this.width = name.startsWith("UTF-16") ? 2 : 1;
    this.littleEndian = name.equals("UTF-16LE");
  }

  /**
   * Finds the encoding.
   *
   * @param head the first bytes of the file, four are enough
   * @param declared the character set of the settings; null when they have none
   */
  static TextEncoding of(byte[] head, @Nullable String declared) {
    if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(head, 0xFF, 0xFE)) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2);
    }
    if (startsWith(head, 0xFE, 0xFF)) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 2);
    }
    Charset named = declared == null ? null : Charset.forName(declared);
    return new TextEncoding(
        StandardCharsets.UTF_16.equals(named) ? StandardCharsets.UTF_16BE : named, 0);
  }

  private static boolean startsWith(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of the byte order mark. */
  int markLength() {
    return markLength;
  }

  /** Bytes of the smallest unit. */
  int width() {
    return width;
  }

  /** Whether the bytes are UTF-8, so that a parser may have them as they are. */
  boolean isUtf8(byte[] bytes) {
    if (width != 1) {
      return false;
    }
    boolean mayBe = charset == null || charset.equals(StandardCharsets.UTF_8);
    return isAscii(bytes) || (mayBe && isValid(bytes));
  }

  private static boolean isValid(byte[] bytes) {
    try {
      var _ = strict(bytes);
      return true;
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
  }

  private static String strict(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes))
        .toString();
  }

  String decode(byte[] bytes) {
    if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
      return new String(bytes, charset);
    }
    return decodeLeniently(bytes);
  }

  /** UTF-8, or windows-1252 when the bytes are not UTF-8. */
  static String decodeLeniently(byte[] bytes) {
    return LenientText.decode(bytes);
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte octet : bytes) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Finds the next line end.
   *
   * @param base the offset of {@code bytes[from]} in the file; says where a unit of two bytes
   *     starts
   * @return the index after the line end; -1 when there is none
   */
  int lineEnd(byte[] bytes, int from, int to, long base) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' && (width == 1 || isWide(bytes, i, i - from + base, to))) {
        return littleEndian ? i + 2 : i + 1;
      }
    }
    return -1;
  }

  private boolean isWide(byte[] bytes, int i, long offset, int to) {
    boolean second = offset % 2 == 1;
    if (littleEndian) {
      return !second && i + 1 < to && bytes[i + 1] == 0;
    }
    return second && i > 0 && bytes[i - 1] == 0;
  }

  /** How many bytes at the end of a terminated line are its line end. */
  int lineEndLength(byte[] line) {
    int end = line.length - width;
    int returnAt = littleEndian ? end - 2 : end - 1;
    boolean hasReturn = end >= width && line[returnAt] == '\r';
    return hasReturn ? 2 * width : width;
  }
}
