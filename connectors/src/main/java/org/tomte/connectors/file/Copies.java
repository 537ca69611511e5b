package org.tomte.connectors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * Tells whether two files of one fingerprint are one content, the shorter a copy of the beginning
 * of the longer. Their beginnings are compared, and where both are plain files also the bytes at
 * the end of the shorter one, because contents that differ seldom agree again there.
 */
final class Copies {
  private static final int COMPARED = 4_096;

  private Copies() {}

  static boolean same(StreamNames.Candidate one, StreamNames.Candidate other) {
    int length = Math.min(one.head().length, other.head().length);
    if (!Arrays.equals(one.head(), 0, length, other.head(), 0, length)) {
      return false;
    }
    if (!one.isPlain() || !other.isPlain()) {
      return true;
    }
    long end = Math.min(one.file().size(), other.file().size());
    long start = Math.max(0, end - COMPARED);
    try {
      return Arrays.equals(bytes(one.file(), start, end), bytes(other.file(), start, end));
    } catch (IOException renamedMeanwhile) {
      // The next run looks again; taking them for one content reads nothing twice until then.
      return true;
    }
  }

  private static byte[] bytes(FoundFile file, long start, long end) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
    try (FileChannel channel = FileChannel.open(file.path())) {
      long at = start;
      for (int read = 0; read >= 0 && bytes.hasRemaining(); at += Math.max(read, 0)) {
        read = channel.read(bytes, at);
      }
    }
    return bytes.array();
  }
}
