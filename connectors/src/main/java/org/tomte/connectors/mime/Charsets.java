package org.tomte.connectors.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads bytes as text: as declared, else as UTF-8, else as windows-1252. */
final class Charsets {
  private static final Charset LAST = Charset.forName("windows-1252");
  private static final char REPLACEMENT = '\uFFFD';
  private static final Pattern QUOTES = Pattern.compile("[\"' ]");
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "iso-8859-8-i", "iso-8859-8",
          "iso-8859-6-i", "iso-8859-6",
          "x-gbk", "gbk",
          "ks_c_5601-1987", "ms949",
          "ansi_x3.110-1983", "iso-8859-1",
          "iso-8859-1", "windows-1252",
          "latin1", "windows-1252",
          "us-ascii", "utf-8",
          "shift_jis", "windows-31j",
          "gb2312", "gb18030");

  private Charsets() {}

  /** The character set of a name; null when the name is not known. */
  static @Nullable Charset named(String declared) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    name = QUOTES.matcher(name).replaceAll("");
    try {
      return Charset.forName(OTHER_NAMES.getOrDefault(name, name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException notKnown) {
      return null;
    } catch (IllegalArgumentException empty) {
      return null;
    }
  }

  /** Text of bytes that declare nothing. */
  static String lenient(byte[] bytes) {
    String utf8 = strict(bytes, StandardCharsets.UTF_8);
    return utf8 == null ? new String(bytes, LAST) : utf8;
  }

  static String decode(byte[] bytes, @Nullable String declared, Reading.Problems problems) {
    if (declared == null || declared.isBlank()) {
      return lenient(bytes);
    }
    Charset charset = named(declared);
    if (charset == null) {
      problems.add("charset-unknown: " + Words.cut(declared, 40));
      return lenient(bytes);
    }
    String text = strict(bytes, charset);
    if (text != null) {
      return text;
    }
    problems.add("charset-wrong: the text is not " + charset.name());
    String utf8 = strict(bytes, StandardCharsets.UTF_8);
    if (utf8 != null) {
      return utf8;
    }
    boolean narrow =
        charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().maxBytesPerChar() <= 1;
    return new String(bytes, narrow ? LAST : charset);
  }

  private static @Nullable String strict(byte[] bytes, Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      // Much faster than a decoder; whether a replacement was written or made is seen below.
      String text = new String(bytes, StandardCharsets.UTF_8);
      if (text.indexOf(REPLACEMENT) < 0) {
        return text;
      }
    }
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException notThis) {
      return null;
    }
  }
}
