package org.tomte.engine.secret;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The plain value of a secret, or a text that holds one. It does not show itself in logs,
 * debuggers' string views or JSON, and can be wiped.
 */
public final class SecretValue implements AutoCloseable {

  private final char[] characters;

  private SecretValue(char[] characters) {
    this.characters = characters;
  }

  /** Copies the characters; the caller may wipe its own. */
  public static SecretValue of(char[] characters) {
    return new SecretValue(characters.clone());
  }

  /** Copies the text. */
  public static SecretValue of(String text) {
    return new SecretValue(text.toCharArray());
  }

  static SecretValue ofUtf8(byte[] bytes) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    return new SecretValue(characters);
  }

  /** The number of characters (UTF-16 units). */
  public int length() {
    return characters.length;
  }

  /** A copy that the caller wipes after use. */
  public char[] copy() {
    return characters.clone();
  }

  /** The text, for interfaces that take nothing else; it stays in memory until collected. */
  public String reveal() {
    return new String(characters);
  }

  /** The value in UTF-8; the caller wipes it after use. */
  public byte[] utf8() {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return bytes;
  }

  /** Whether both are the same text; takes equally long wherever they differ. */
  public boolean matches(SecretValue other) {
    return MessageDigest.isEqual(utf8(), other.utf8());
  }

  /** Wipes the characters; the value is a row of NUL characters from then on. */
  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  /** Three stars, whatever the value. */
  @Override
  public String toString() {
    return Masker.STARS;
  }
}
