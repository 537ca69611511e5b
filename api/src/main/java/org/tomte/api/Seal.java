package org.tomte.api;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves that this installation wrote a text: what it sends may come back, and nobody else shall be
 * able to pass for it. A seal is the beginning of an HMAC with SHA-256 (RFC 2104).
 */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 8;
  private static final Seal OPEN = new Seal(null);

  private final @Nullable SecretKeySpec key;

  private Seal(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  /**
   * The seal of an installation.
   *
   * @param secret nothing that was sent to anybody; not empty
   */
  public static Seal of(String secret) {
    return new Seal(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /**
   * Where there is no installation, as in a dry run: takes every seal for genuine, so that what
   * comes back is seen as it would be.
   */
  public static Seal open() {
    return OPEN;
  }

  /** The seal of a text: 16 hexadecimal digits in lower case. */
  public String on(String text) {
    SecretKeySpec secret = key;
    if (secret == null) {
      return "0".repeat(2 * BYTES);
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException fault) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, fault);
    }
  }

  /** Whether a seal is this installation's on a text. */
  public boolean fits(String text, String seal) {
    return key == null
        || MessageDigest.isEqual(
            on(text).getBytes(StandardCharsets.UTF_8), seal.getBytes(StandardCharsets.UTF_8));
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return key == null ? "Seal[open]" : "Seal";
  }
}
