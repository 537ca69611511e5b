package org.tomte.connectors.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** How senders sign a body by a shared secret (HMAC, RFC 2104). */
public record SignatureSettings(
    @Setting(
            value =
                "github: X-Hub-Signature-256. slack: X-Slack-Signature with its time. standard:"
                    + " webhook-signature with its time. hmac: as the other settings say.",
            example = "github")
        Scheme scheme,
    @Setting(value = "The shared secret.", example = "'${secret:github-hook}'") String secret,
    @Setting(value = "hmac: the header with the signature.", example = "X-Signature")
        @Nullable String header,
    @Setting(value = "hmac: the hash.", fallback = "sha256") Algorithm algorithm,
    @Setting(value = "hmac: how the signature is written.", fallback = "hex") Encoding encoding,
    @Setting(value = "hmac: what stands before the signature, such as sha256=.", fallback = "''")
        String prefix,
    @Setting(
            value = "slack and standard: how far the sender's clock may be from ours.",
            fallback = "5m")
        Duration tolerance) {

  /** Checks that the settings fit the scheme. */
  public SignatureSettings {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("secret must not be empty");
    }
    if ((scheme == Scheme.HMAC) != (header != null)) {
      throw new IllegalArgumentException(
          "header is needed for the scheme hmac, and for no other scheme");
    }
    if (!tolerance.isPositive()) {
      throw new IllegalArgumentException("tolerance must be longer than zero");
    }
  }

  /** Who defined how it is signed. */
  public enum Scheme {
    /** GitHub. */
    GITHUB,
    /** Slack. */
    SLACK,
    /** Standard Webhooks. */
    STANDARD,
    /** Any header with an HMAC of the body. */
    HMAC
  }

  /** The hash under the HMAC. */
  public enum Algorithm {
    /** SHA-1; for old senders only. */
    SHA1,
    /** SHA-256. */
    SHA256,
    /** SHA-384. */
    SHA384,
    /** SHA-512. */
    SHA512;

    String javaName() {
      return "Hmac" + name();
    }
  }

  /** How bytes are written as text. */
  public enum Encoding {
    /** Hexadecimal, in any case. */
    HEX,
    /** Base64 (RFC 4648), with or without padding, also the form for addresses. */
    BASE64
  }
}
