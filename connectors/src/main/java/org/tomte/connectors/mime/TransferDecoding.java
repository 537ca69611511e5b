package org.tomte.connectors.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes the transfer encoding of a body; what is wrongly encoded is decoded as far as it goes. */
final class TransferDecoding {
  private static final Pattern AFTER_WORD = Pattern.compile("(?s)[;\\s(].*");
  private static final byte LETTER = 1;
  private static final byte LINE_END = 2;
  private static final byte[] KINDS = kinds();

  private TransferDecoding() {}

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    letters.chars().forEach(letter -> kinds[letter] = LETTER);
    kinds['\r'] = LINE_END;
    kinds['\n'] = LINE_END;
    return kinds;
  }

  /**
   * Decodes a body.
   *
   * @param encoding the value of Content-Transfer-Encoding, or empty
   */
  static byte[] decode(byte[] body, String encoding, Reading.Problems problems) {
    String name = name(encoding);
    return switch (name) {
      case "base64" -> base64(body, problems);
      case "quoted-printable" ->
          read(
              new QuotedPrintableInputStream(
                  new ByteArrayInputStream(body), monitor(problems, name)),
              body,
              problems);
      case "x-uuencode", "uuencode", "x-uue", "uue" -> UuEncoding.decodeFirst(body, problems);
      case "", "7bit", "8bit", "binary" -> body;
      default -> {
        problems.add("transfer-encoding-unknown: " + Words.cut(name, 40));
        yield body;
      }
    };
  }

  /** The word of a Content-Transfer-Encoding in lower case, without anything after it. */
  static String name(String encoding) {
    return AFTER_WORD.matcher(encoding.strip().toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static byte[] base64(byte[] body, Reading.Problems problems) {
    byte[] compact = new byte[body.length];
    int foreign = 0;
    int letters = 0;
    for (byte octet : body) {
      byte kind = KINDS[octet & 0xFF];
      compact[letters] = octet;
      letters += kind == LETTER ? 1 : 0;
      foreign += kind == 0 ? 1 : 0;
    }
    byte[] whole = foreign == 0 ? wellFormed(compact, letters) : null;
    if (whole != null) {
      return whole;
    }
    if ((long) foreign * 20 > letters) {
      problems.add("transfer-encoding-wrong: it is not base64 and is kept as it is");
      return body;
    }
    return read(
        new Base64InputStream(new ByteArrayInputStream(body), monitor(problems, "base64")),
        body,
        problems);
  }

  /** Nearly all that is found; null for what needs a patient decoder. */
  private static byte @Nullable [] wellFormed(byte[] compact, int letters) {
    try {
      return letters % 4 == 0 ? Base64.getDecoder().decode(Arrays.copyOf(compact, letters)) : null;
    } catch (IllegalArgumentException padded) {
      return null;
    }
  }

  private static byte[] read(InputStream decoded, byte[] body, Reading.Problems problems) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length);
    try (decoded) {
      decoded.transferTo(bytes);
    } catch (IOException fault) {
      problems.add("transfer-encoding-broken: decoded up to byte " + bytes.size());
    }
    return bytes.toByteArray();
  }

  private static DecodeMonitor monitor(Reading.Problems problems, String name) {
    return new DecodeMonitor() {
      @Override
      public boolean warn(String error, String dropped) {
        problems.add("transfer-encoding-broken: wrong characters in " + name);
        return false;
      }

      @Override
      public boolean isListening() {
        return true;
      }
    };
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
