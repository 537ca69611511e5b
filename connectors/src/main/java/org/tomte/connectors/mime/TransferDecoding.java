package org.tomte.connectors.mime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Undoes the transfer encoding of a body; what is wrongly encoded is decoded as far as it goes. */
final class TransferDecoding {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

  private TransferDecoding() {}

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
    return encoding.strip().toLowerCase(Locale.ROOT).replaceAll("(?s)[;\\s(].*", "");
  }

  private static byte[] base64(byte[] body, Reading.Problems problems) {
    int foreign = 0;
    int letters = 0;
    for (byte octet : body) {
      boolean alphabet = ALPHABET.indexOf(octet) >= 0;
      letters += alphabet ? 1 : 0;
      foreign += alphabet || octet == '\r' || octet == '\n' ? 0 : 1;
    }
    if (foreign * 20 > letters) {
      problems.add("transfer-encoding-wrong: it is not base64 and is kept as it is");
      return body;
    }
    return read(
        new Base64InputStream(new ByteArrayInputStream(body), monitor(problems, "base64")),
        body,
        problems);
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
