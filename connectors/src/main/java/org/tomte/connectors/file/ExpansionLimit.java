package org.tomte.connectors.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A compressed file grew more than it may: a bomb, or a limit that is too small. */
final class ExpansionLimit extends IOException {
  private static final long serialVersionUID = 1L;
  private static final long ALWAYS_ALLOWED = 10L << 20;

  private ExpansionLimit(FoundFile file, long allowed, int maxRatio) {
    super(
        file.name()
            + " expands to more than "
            + allowed
            + " bytes, "
            + maxRatio
            + " times its size of "
            + file.size()
            + "; 'max-ratio' sets the limit");
  }

  /** Counts what comes out. */
  static final class Guard extends FilterInputStream {
    private final FoundFile file;
    private final int maxRatio;
    private final long allowed;
    private long count;

    Guard(InputStream expanded, FoundFile file, int maxRatio) {
      super(expanded);
      this.file = file;
      this.maxRatio = maxRatio;
      this.allowed = Math.max(ALWAYS_ALLOWED, file.size() * maxRatio);
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      count(octet < 0 ? 0 : 1);
      return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
      long skipped = in.skip(wanted);
      count(skipped);
      return skipped;
    }

    private void count(long more) throws IOException {
      count += more;
      if (count > allowed) {
        throw new ExpansionLimit(file, allowed, maxRatio);
      }
    }
  }
}
