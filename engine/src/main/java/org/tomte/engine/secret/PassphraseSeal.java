package org.tomte.engine.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts a text by a passphrase: PBKDF2 with HMAC-SHA-256 (RFC 8018), then AES-256-GCM. */
final class PassphraseSeal {
  private static final int ITERATIONS = 600_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PassphraseSeal() {}

  /** The stored form, one JSON object; never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sealed(int iterations, byte[] salt, byte[] nonce, byte[] sealed) {}

  static String seal(String text, String passphrase) {
    SecureRandom random = new SecureRandom();
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = work(Cipher.ENCRYPT_MODE, plain, passphrase, salt, nonce, ITERATIONS);
      var json = JSON.createObjectNode();
      json.put("kdf", "PBKDF2WithHmacSHA256");
      json.put("iterations", ITERATIONS);
      json.put("salt", Base64.getEncoder().encodeToString(salt));
      json.put("cipher", "AES-256-GCM");
      json.put("nonce", Base64.getEncoder().encodeToString(nonce));
      json.put("sealed", Base64.getEncoder().encodeToString(sealed));
      return json.toString();
    } catch (GeneralSecurityException e) {
      throw new SecretFault("The keys cannot be encrypted: " + e.getMessage(), e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  static String open(String stored, String passphrase) {
    Sealed sealed;
    try {
      var json = JSON.readTree(stored);
      sealed =
          new Sealed(
              json.path("iterations").asInt(0),
              Base64.getDecoder().decode(json.path("salt").asString("")),
              Base64.getDecoder().decode(json.path("nonce").asString("")),
              Base64.getDecoder().decode(json.path("sealed").asString("")));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new SecretFault("The encrypted keys are damaged", e);
    }
    if (sealed.iterations() < 1 || sealed.iterations() > MOST_ITERATIONS) {
      throw new SecretFault("The encrypted keys are damaged");
    }
    try {
      byte[] plain =
          work(
              Cipher.DECRYPT_MODE,
              sealed.sealed(),
              passphrase,
              sealed.salt(),
              sealed.nonce(),
              sealed.iterations());
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new SecretFault("The passphrase does not open the keys", e);
    }
  }

  private static byte[] work(
      int mode, byte[] input, String passphrase, byte[] salt, byte[] nonce, int iterations)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, iterations, KEY_BITS);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } finally {
      Arrays.fill(key, (byte) 0);
      spec.clearPassword();
    }
  }
}
