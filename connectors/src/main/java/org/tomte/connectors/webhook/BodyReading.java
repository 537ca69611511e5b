package org.tomte.connectors.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.tomte.api.http.HttpCall;

/** Reads a body, bounded as it comes and as it is unpacked. */
final class BodyReading {
  private final int most;

  BodyReading(int most) {
    this.most = most;
  }

  /** The bytes as they were sent; what was signed. */
  byte[] sent(HttpCall call) throws IOException, Refusal {
    if (call.length() > most) {
      throw tooLarge();
    }
    return bounded(call.body());
  }

  /** The bytes without compression. */
  byte[] unpacked(HttpCall call, byte[] sent) throws Refusal {
    String encoding = call.header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return switch (encoding.strip()) {
      case "identity", "" -> sent;
      case "gzip", "x-gzip" -> gunzipped(sent);
      default ->
          throw new Refusal(415, "the content encoding " + encoding + " is not known; gzip is");
    };
  }

  private byte[] gunzipped(byte[] sent) throws Refusal {
    try (InputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return bounded(unpacking);
    } catch (IOException broken) {
      throw new Refusal(400, "the body is not valid gzip: " + broken.getMessage());
    }
  }

  private byte[] bounded(InputStream in) throws IOException, Refusal {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw tooLarge();
    }
    return bytes;
  }

  private Refusal tooLarge() {
    return new Refusal(413, "the body is larger than %,d bytes".formatted(most));
  }
}
