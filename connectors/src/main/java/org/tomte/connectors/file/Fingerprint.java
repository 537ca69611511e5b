package org.tomte.connectors.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a growing file is known by: a hash of its beginning up to the end of its first lines.
 * Nothing of that changes when the file grows, is renamed, copied or compressed, so a short file
 * has the fingerprint that it will have when it is large. Blank lines and lines that begin with
 * {@code #} are hashed but not counted.
 */
final class Fingerprint {
  /** A first line longer than this is cut here; more is never looked at. */
  static final int LONGEST = 64 << 10;

  private Fingerprint() {}

  /** Reads the part of a file that a fingerprint may need. */
  static byte[] head(InputStream in) throws IOException {
    return in.readNBytes(LONGEST);
  }

  /**
   * The fingerprint of a file that begins with {@code head}.
   *
   * @param lines how many lines count
   * @param lineDone whether a last line without an end counts as it is
   * @param fileDone whether the file never grows, so that fewer lines are enough
   * @return null as long as the file is too short to have one
   */
  static @Nullable String of(byte[] head, int lines, boolean lineDone, boolean fileDone) {
    int start = 0;
    int counted = 0;
    while (start < head.length) {
      int end = start;
      while (end < head.length && head[end] != '\n') {
        end++;
      }
      boolean open = end == head.length;
      if (open && head.length < LONGEST && !lineDone) {
        return null;
      }
      int content = end > start && head[end - 1] == '\r' ? end - 1 : end;
      counted += counts(head, start, content) ? 1 : 0;
      if (counted == lines || (open && head.length == LONGEST && counted > 0)) {
        return hash(head, content);
      }
      start = end + 1;
    }
    return fileDone && counted > 0 ? hash(head, head.length) : null;
  }

  private static boolean counts(byte[] head, int start, int end) {
    for (int i = start; i < end; i++) {
      if (head[i] != ' ' && head[i] != '\t' && head[i] != 0) {
        return head[i] != '#';
      }
    }
    return false;
  }

  private static String hash(byte[] head, int length) {
    return hex(Arrays.copyOf(head, length), 8);
  }

  /** The first bytes of a SHA-256 in hexadecimal. */
  static String hex(byte[] content, int bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException("every Java platform has SHA-256", fault);
    }
  }
}
