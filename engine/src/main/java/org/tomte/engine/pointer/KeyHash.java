package org.tomte.engine.pointer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A key in 128 bits: the first half of its SHA-256 (FIPS 180-4), so that nobody outside can make
 * two events that look like one.
 *
 * @param high the first eight bytes, big-endian
 * @param low the next eight bytes, big-endian
 */
public record KeyHash(long high, long low) implements Comparable<KeyHash> {

  private static final MessageDigest UNUSED = unused();

  /** How many bytes a hash has. */
  public static final int BYTES = 16;

  /** The hash of a key's UTF-8 bytes. */
  public static KeyHash of(String key) {
    return first(sha256().digest(key.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The hash of one state of an object: its key and its version.
   *
   * @param version null for events that never change; the result is then {@link #of(String)}
   */
  public static KeyHash ofEdition(String key, @Nullable String version) {
    if (version == null) {
      return of(key);
    }
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    // The length in front keeps ("ab", "c") apart from ("a", "bc").
    digest.update(
        ByteBuffer.allocate(Integer.BYTES + 1).put((byte) 0).putInt(keyBytes.length).flip());
    digest.update(keyBytes);
    return first(digest.digest(version.getBytes(StandardCharsets.UTF_8)));
  }

  /** The hash of several hashes in their order. */
  public static KeyHash ofAll(Collection<KeyHash> hashes) {
    ByteBuffer buffer = ByteBuffer.allocate(hashes.size() * BYTES);
    hashes.forEach(hash -> buffer.putLong(hash.high).putLong(hash.low));
    return first(sha256().digest(buffer.array()));
  }

  /**
   * Reads a hash from its bytes.
   *
   * @throws IllegalArgumentException when there are not exactly 16
   */
  public static KeyHash fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a key hash has 16 bytes, not " + bytes.length);
    }
    return first(bytes);
  }

  /** The 16 bytes, big-endian. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
  }

  /** Orders as PostgreSQL orders the bytes, so that keys are locked in one order everywhere. */
  @Override
  public int compareTo(KeyHash other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 lower-case hex digits. */
  @Override
  public String toString() {
    return String.format(java.util.Locale.ROOT, "%016x%016x", high, low);
  }

  private static KeyHash first(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new KeyHash(buffer.getLong(), buffer.getLong());
  }

  /** Looking the algorithm up costs more than the hash of a short key; a copy does not. */
  private static MessageDigest sha256() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("a SHA-256 of this platform cannot be copied", e);
    }
  }

  private static MessageDigest unused() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one does not", e);
    }
  }
}
