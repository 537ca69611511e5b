package org.tomte.connectors.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.tomte.api.http.HttpCall;

/** Checks signatures; comparisons take the same time wherever two values differ. */
final class Signatures {
  private static final String STANDARD_SECRET = "whsec_";

  private final SignatureSettings settings;
  private final InstantSource clock;

  Signatures(SignatureSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Checks a request.
   *
   * @param body the bytes as they were sent
   * @return why it is refused; null when the signature is right
   */
  @Nullable String fault(HttpCall call, byte[] body) {
    return switch (settings.scheme()) {
      case GITHUB -> plain(call, "X-Hub-Signature-256", "sha256=", body);
      case SLACK -> slack(call, body);
      case STANDARD -> standard(call, body);
      case HMAC -> plain(call, String.valueOf(settings.header()), settings.prefix(), body);
    };
  }

  private @Nullable String plain(HttpCall call, String header, String prefix, byte[] body) {
    String sent = call.header(header).orElse(null);
    if (sent == null) {
      return "the header " + header + " is missing";
    }
    if (!sent.startsWith(prefix)) {
      return "the header " + header + " does not begin with " + prefix;
    }
    byte[] signature = decoded(sent.substring(prefix.length()).strip());
    return equal(mac(key(), body), signature) ? null : wrong(header);
  }

  private @Nullable String slack(HttpCall call, byte[] body) {
    String time = call.header("X-Slack-Request-Timestamp").orElse("");
    String late = late("X-Slack-Request-Timestamp", time);
    if (late != null) {
      return late;
    }
    String sent = call.header("X-Slack-Signature").orElse("");
    if (!sent.startsWith("v0=")) {
      return "the header X-Slack-Signature is missing or does not begin with v0=";
    }
    byte[] start = ("v0:" + time + ":").getBytes(StandardCharsets.UTF_8);
    byte[] signature = hex(sent.substring("v0=".length()));
    return equal(mac(key(), start, body), signature) ? null : wrong("X-Slack-Signature");
  }

  private @Nullable String standard(HttpCall call, byte[] body) {
    String id = call.header("webhook-id").orElse("");
    String time = call.header("webhook-timestamp").orElse("");
    if (id.isEmpty()) {
      return "the header webhook-id is missing";
    }
    String late = late("webhook-timestamp", time);
    if (late != null) {
      return late;
    }
    byte[] start = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
    byte[] expected = mac(standardKey(), start, body);
    boolean right = false;
    // Several signatures stand there while the sender changes its secret.
    for (String one : List.of(call.header("webhook-signature").orElse("").split(" "))) {
      right |= one.startsWith("v1,") && equal(expected, base64(one.substring("v1,".length())));
    }
    return right ? null : wrong("webhook-signature");
  }

  private @Nullable String late(String header, String seconds) {
    Instant sent;
    try {
      sent = Instant.ofEpochSecond(Long.parseLong(seconds));
    } catch (RuntimeException notSeconds) {
      return "the header " + header + " is missing or does not hold seconds since 1970";
    }
    Duration apart = Duration.between(sent, clock.instant()).abs();
    return apart.compareTo(settings.tolerance()) > 0
        ? "the time in " + header + " is too far from now; an old request may not be sent again"
        : null;
  }

  private static String wrong(String header) {
    return "the signature in " + header + " is not right";
  }

  private byte[] key() {
    return settings.secret().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] standardKey() {
    String secret = settings.secret();
    return secret.startsWith(STANDARD_SECRET)
        ? base64(secret.substring(STANDARD_SECRET.length()))
        : key();
  }

  private byte[] mac(byte[] key, byte[]... parts) {
    String name =
        settings.scheme() == SignatureSettings.Scheme.HMAC
            ? settings.algorithm().javaName()
            : "HmacSHA256";
    try {
      Mac mac = Mac.getInstance(name);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has " + name, missing);
    }
  }

  private byte[] decoded(String text) {
    return switch (scheme()) {
      case HEX -> hex(text);
      case BASE64 -> base64(text);
    };
  }

  private SignatureSettings.Encoding scheme() {
    return settings.scheme() == SignatureSettings.Scheme.HMAC
        ? settings.encoding()
        : SignatureSettings.Encoding.HEX;
  }

  /** What is not written as it should be equals nothing. */
  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException wrong) {
      return new byte[0];
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException wrong) {
      return new byte[0];
    }
  }

  private static boolean equal(byte[] expected, byte[] sent) {
    return MessageDigest.isEqual(expected, sent);
  }

  /** Compares two secrets without telling where they differ or how long they are. */
  static boolean sameSecret(String expected, String sent) {
    return MessageDigest.isEqual(sha256(expected), sha256(sent));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
