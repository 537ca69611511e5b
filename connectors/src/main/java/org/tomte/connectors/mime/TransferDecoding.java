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

  private TransferDecoding() {}

  /**
   * Decodes a body.
   *
   * @param encoding the value of Content-Transfer-Encoding, or empty
   */
  static byte[] decode(byte[] body, String encoding, Reading.Problems problems) {
    String name = encoding.strip().toLowerCase(Locale.ROOT).replaceAll("[;\\s(].*", "");
    return switch (name) {
      case "base64" ->
          read(
              new Base64InputStream(new ByteArrayInputStream(body), monitor(problems, name)),
              body,
              problems);
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
