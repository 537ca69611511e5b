package org.tomte.connectors.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts lines together to records. */
final class RecordReader {
  private static final int LOOK_AHEAD = 256 << 10;
  private static final int LOOK_AHEAD_AFTER_FAILURE = 16 << 10;

  private final LineReader lines;
  private final Joining joining;
  private final int longest;
  private final boolean lastLineCounts;
  private final Deque<RawLine> pushedBack = new ArrayDeque<>();
  private boolean failed;

  /** Whether a record goes on in the next line. */
  interface Joining {
    /** Starts a record; true when it may go on. */
    boolean begin(RawLine first);

    /** Looks at the next line: does it belong to the record? */
    boolean takes(RawLine next);

    /** Whether the record may go on after the line just taken. */
    boolean goesOn();

    /** Whether a record that still may go on at the end of the file is complete. */
    boolean completeAtEnd();
  }

  /**
   * @param joining how lines belong together
   * @param lastLineCounts whether a last line without an end is a line, and the last record
   *     complete
   */
  RecordReader(LineReader lines, Joining joining, int longest, boolean lastLineCounts) {
    this.lines = lines;
    this.joining = joining;
    this.longest = longest;
    this.lastLineCounts = lastLineCounts;
  }

  /** The next complete record; null when there is none yet. */
  @Nullable RawLine next() throws IOException {
    RawLine first = take();
    if (first == null || (!first.terminated() && !lastLineCounts)) {
      return null;
    }
    if (first.tooLong() || !joining.begin(first)) {
      return first;
    }
    return joined(first);
  }

  private @Nullable RawLine joined(RawLine first) throws IOException {
    List<RawLine> taken = new ArrayList<>(List.of(first));
    long limit = joining.completeAtEnd() ? longest : failed ? LOOK_AHEAD_AFTER_FAILURE : LOOK_AHEAD;
    long size = first.bytes().length;
    while (joining.goesOn()) {
      RawLine line = take();
      if (line == null || (!line.terminated() && !lastLineCounts)) {
        return lastLineCounts ? atEnd(taken) : null;
      }
      size += line.end() - line.start();
      if (size > Math.min(limit, longest)) {
        pushedBack.push(line);
        return atEnd(taken);
      }
      if (!joining.takes(line)) {
        pushedBack.push(line);
        return concat(taken);
      }
      taken.add(line);
    }
    failed = false;
    return concat(taken);
  }

  /** What to do when the record's end was not found: the first line alone, or what there is. */
  private RawLine atEnd(List<RawLine> taken) {
    if (joining.completeAtEnd()) {
      return concat(taken);
    }
    failed = true;
    for (int i = taken.size() - 1; i > 0; i--) {
      pushedBack.push(taken.get(i));
    }
    return taken.getFirst();
  }

  private static RawLine concat(List<RawLine> taken) {
    RawLine first = taken.getFirst();
    if (taken.size() == 1) {
      return first;
    }
    RawLine last = taken.getLast();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    for (RawLine line : taken) {
      bytes.writeBytes(line.bytes());
      tooLong |= line.tooLong();
    }
    return new RawLine(
        first.start(), last.end(), bytes.toByteArray(), last.endLength(), first.number(), tooLong);
  }

  private @Nullable RawLine take() throws IOException {
    return pushedBack.isEmpty() ? lines.next() : pushedBack.pop();
  }
}
