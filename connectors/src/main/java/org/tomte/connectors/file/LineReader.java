package org.tomte.connectors.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts bytes into lines and knows the offset of each; memory is bounded by the longest line. */
final class LineReader implements Closeable {
  /**
   * Lines that begin behind this offset have no number: counting them would mean to read the file
   * from its beginning at each run.
   */
  static final long NUMBERED = 64L << 20;

  private final InputStream in;
  private final TextEncoding encoding;
  private final int longest;
  private final byte[] buffer = new byte[1 << 16];
  private int from;
  private int to;
  private long offset;
  private long number = 1;

  LineReader(InputStream in, TextEncoding encoding, int longest) {
    this.in = in;
    this.encoding = encoding;
    this.longest = longest;
  }

  long offset() {
    return offset;
  }

  /**
   * Goes on at a later offset, counting the lines on the way.
   *
   * @return false when the file is shorter
   */
  boolean skipTo(long target) throws IOException {
    while (offset < target) {
      if (from == to && !fill()) {
        return false;
      }
      int step = (int) Math.min(to - from, target - offset);
      if (offset < NUMBERED) {
        countLines(step);
      }
      from += step;
      offset += step;
    }
    return true;
  }

  /** Goes on at an offset to which the stream was positioned from outside. */
  void startAt(long target) {
    offset = target;
    number = 0;
    from = to;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void countLines(int step) {
    for (int i = from; i < from + step; i++) {
      if (buffer[i] == '\n') {
        number++;
      }
    }
  }

  /** The next line; null at the end. */
  @Nullable RawLine next() throws IOException {
    long start = offset;
    byte[] line = null;
    boolean tooLong = false;
    while (from < to || fill()) {
      int end = encoding.lineEnd(buffer, from, to, offset);
      boolean found = end >= 0;
      int stop = found ? end : to;
      if (found && line == null && stop - from <= longest + encoding.width()) {
        return simple(start, stop);
      }
      int room = longest + encoding.width() - (line == null ? 0 : line.length);
      int kept = Math.min(stop - from, room);
      line = append(line, kept);
      tooLong |= kept < stop - from;
      offset += stop - from;
      from = stop;
      if (found) {
        return line(start, line, true, tooLong);
      }
    }
    return line == null ? null : line(start, line, false, tooLong);
  }

  private RawLine simple(long start, int stop) {
    byte[] content = Arrays.copyOfRange(buffer, from, stop);
    offset += stop - from;
    from = stop;
    return line(start, content, true, false);
  }

  private byte[] append(byte @Nullable [] line, int count) {
    if (line == null) {
      return Arrays.copyOfRange(buffer, from, from + count);
    }
    byte[] longer = Arrays.copyOf(line, line.length + count);
    System.arraycopy(buffer, from, longer, line.length, count);
    return longer;
  }

  private RawLine line(long start, byte[] bytes, boolean terminated, boolean tooLong) {
    int endLength = terminated && !tooLong ? encoding.lineEndLength(bytes) : terminated ? 1 : 0;
    boolean over = tooLong || bytes.length - endLength > longest;
    long known = start < NUMBERED ? number : 0;
    number += number > 0 ? 1 : 0;
    return new RawLine(start, offset, bytes, endLength, known, over);
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(in.read(buffer, 0, buffer.length), 0);
    if (encoding.width() == 2 && to % 2 == 1) {
      to += Math.max(in.read(buffer, to, 1), 0);
    }
    return to > 0;
  }
}
