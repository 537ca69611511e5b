package org.tomte.connectors.syslog;

/**
 * Cuts the bytes of one connection into messages: octet counting or line ends (RFC 6587), told by
 * the first bytes. A count that does not fit is where the reader looks for the next message;
 * messages are never merged. Every byte is part of a message or counted.
 */
final class Framing {
  /** The most digits of a count. */
  private static final int MOST_DIGITS = 7;

  private static final int WAIT = -1;
  private static final int WRONG = -2;

  private final int longest;
  private Mode mode = Mode.UNKNOWN;
  private int lineSeen;
  private boolean skipsLine;
  private int cutLeft;
  private boolean broken;
  private int bodyFrom;

  // Counters for the connection; read by its thread.
  long framingBytes;
  long cutBytes;
  long oversized;
  long resynchronised;

  private enum Mode {
    UNKNOWN,
    LINES,
    COUNTED
  }

  /** Takes the messages. */
  interface Taker {
    /**
     * Takes one message; its bytes stay as they are.
     *
     * @param cut whether the message is not whole
     */
    void take(byte[] bytes, int from, int to, boolean cut) throws InterruptedException;
  }

  /**
   * @param longest how many bytes of a message are kept
   */
  Framing(int longest) {
    this.longest = longest;
  }

  /** Whether the place of the next message cannot be found any more; the connection ends then. */
  boolean broken() {
    return broken;
  }

  /**
   * Takes all whole messages.
   *
   * @param end whether no more bytes will come
   * @return the first byte that is not used up; it and what follows must be given again with more
   */
  int read(byte[] bytes, int from, int to, boolean end, Taker taker) throws InterruptedException {
    int at = from;
    while (at < to && !broken) {
      int next =
          switch (mode) {
            case UNKNOWN -> detect(bytes, at, to, end);
            case LINES -> line(bytes, at, to, end, taker);
            case COUNTED -> counted(bytes, at, to, end, taker);
          };
      if (next == WAIT) {
        return at;
      }
      at = next;
    }
    if (broken) {
      cutBytes += to - at;
      return to;
    }
    return at;
  }

  private int detect(byte[] bytes, int from, int to, boolean end) {
    if (isFiller(bytes[from])) {
      framingBytes++;
      return from + 1;
    }
    int space = countEnd(bytes, from, to);
    boolean undecided = space == WAIT || space + 1 >= to;
    if (space != WRONG && undecided && !end) {
      return WAIT;
    }
    boolean counted = space >= 0 && !undecided && bytes[space + 1] == '<';
    mode = counted ? Mode.COUNTED : Mode.LINES;
    return from;
  }

  private static boolean isFiller(byte octet) {
    return octet == '\n' || octet == '\r' || octet == 0;
  }

  /** Where the blank behind a count stands; {@link #WAIT} or {@link #WRONG} when there is none. */
  private static int countEnd(byte[] bytes, int from, int to) {
    if (bytes[from] < '1' || bytes[from] > '9') {
      return WRONG;
    }
    int at = from + 1;
    while (at < to && at - from <= MOST_DIGITS && Ascii.isDigit(bytes[at])) {
      at++;
    }
    if (at - from > MOST_DIGITS) {
      return WRONG;
    }
    return at >= to ? WAIT : bytes[at] == ' ' ? at : WRONG;
  }

  private int line(byte[] bytes, int from, int to, boolean end, Taker taker)
      throws InterruptedException {
    int lineEnd = Ascii.find(bytes, from + lineSeen, to, '\n');
    lineSeen = lineEnd < 0 ? to - from : 0;
    if (skipsLine) {
      int stop = lineEnd < 0 ? to : lineEnd;
      cutBytes += stop - from;
      framingBytes += lineEnd < 0 ? 0 : 1;
      skipsLine = lineEnd < 0;
      lineSeen = 0;
      return lineEnd < 0 ? to : lineEnd + 1;
    }
    if (lineEnd >= 0) {
      framingBytes++;
      takeLine(bytes, from, lineEnd, taker);
      return lineEnd + 1;
    }
    // One more byte than a message may have could be the carriage return of a line that fits.
    if (to - from > longest + 1 || end) {
      skipsLine = !end;
      lineSeen = 0;
      takeLine(bytes, from, to, taker);
      return to;
    }
    return WAIT;
  }

  private void takeLine(byte[] bytes, int from, int to, Taker taker) throws InterruptedException {
    int stop = to;
    while (stop > from && isFiller(bytes[stop - 1])) {
      stop--;
    }
    framingBytes += to - stop;
    take(bytes, from, stop, false, taker);
  }

  private void take(byte[] bytes, int from, int to, boolean cut, Taker taker)
      throws InterruptedException {
    if (to - from > longest) {
      oversized++;
      cutBytes += to - from - longest;
      taker.take(bytes, from, from + longest, true);
      return;
    }
    if (to > from) {
      taker.take(bytes, from, to, cut);
    }
  }

  private int counted(byte[] bytes, int from, int to, boolean end, Taker taker)
      throws InterruptedException {
    if (cutLeft > 0) {
      int cut = Math.min(cutLeft, to - from);
      cutLeft -= cut;
      cutBytes += cut;
      return from + cut;
    }
    if (isFiller(bytes[from])) {
      framingBytes++;
      return from + 1;
    }
    int space = countEnd(bytes, from, to);
    if (space == WAIT && !end) {
      return WAIT;
    }
    if (space < 0) {
      return resynchronise(bytes, from, to, end, taker);
    }
    bodyFrom = space + 1;
    int length = number(bytes, from, space);
    return body(bytes, from, to, length, end, taker);
  }

  private static int number(byte[] bytes, int from, int to) {
    int value = 0;
    for (int at = from; at < to; at++) {
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }

  private int body(byte[] bytes, int from, int to, int length, boolean end, Taker taker)
      throws InterruptedException {
    int body = bodyFrom;
    int there = to - body;
    if (there < length && there <= longest && !end) {
      return WAIT;
    }
    int stop = Math.min(to, body + length);
    framingBytes += body - from;
    boolean right = isFollowed(bytes, stop, to) || (end && stop == to && there >= length);
    int inner = right ? WAIT : innerFrame(bytes, body, stop, to);
    if (inner >= 0) {
      resynchronised++;
      take(bytes, body, inner, true, taker);
      return inner;
    }
    cutLeft = end ? 0 : length - (stop - body);
    take(bytes, body, trimmed(bytes, body, stop), stop < body + length, taker);
    return stop;
  }

  private int trimmed(byte[] bytes, int from, int to) {
    int stop = to;
    while (stop > from && isFiller(bytes[stop - 1])) {
      stop--;
    }
    framingBytes += to - stop;
    return stop;
  }

  /** Whether another frame begins behind this one, so that its count was right. */
  private static boolean isFollowed(byte[] bytes, int at, int to) {
    return at < to && (isFiller(bytes[at]) || countEnd(bytes, at, to) != WRONG);
  }

  /**
   * A sender that cuts a message but not its count has the next frame read as a part of this one.
   * Finds a frame that begins inside and goes on behind the end.
   */
  private static int innerFrame(byte[] bytes, int from, int stop, int to) {
    for (int at = Ascii.find(bytes, from + 1, stop, '<');
        at >= 0;
        at = Ascii.find(bytes, at + 1, stop, '<')) {
      int start = frameStart(bytes, from, at, to);
      if (start > from && at + number(bytes, start, at - 1) > stop) {
        return start;
      }
    }
    return WAIT;
  }

  /** Where the count before this priority begins; -1 when it is not the beginning of a frame. */
  private static int frameStart(byte[] bytes, int from, int bracket, int to) {
    int digit = bracket + 1;
    while (digit < to && digit < bracket + 4 && Ascii.isDigit(bytes[digit])) {
      digit++;
    }
    boolean priority = digit == to || (digit > bracket + 1 && bytes[digit] == '>');
    int start = bracket - 1;
    if (!priority || start <= from || bytes[start] != ' ') {
      return WAIT;
    }
    while (start > from && bracket - start <= MOST_DIGITS && Ascii.isDigit(bytes[start - 1])) {
      start--;
    }
    return start < bracket - 1 && bytes[start] != '0' ? start : WAIT;
  }

  /** Goes to the next line end or frame; what stands before is a message of its own. */
  private int resynchronise(byte[] bytes, int from, int to, boolean end, Taker taker)
      throws InterruptedException {
    int stop = Ascii.find(bytes, from, to, '\n');
    for (int at = Ascii.find(bytes, from + 1, stop < 0 ? to : stop, '<');
        at >= 0;
        at = Ascii.find(bytes, at + 1, stop < 0 ? to : stop, '<')) {
      int start = frameStart(bytes, from, at, to);
      if (start > from) {
        stop = start;
        break;
      }
    }
    if (stop < 0 && !end && to - from <= longest) {
      return WAIT;
    }
    resynchronised++;
    broken = stop < 0 && !end;
    int messageEnd = stop < 0 ? to : stop;
    boolean line = bytes[from] == '<' && messageEnd < to && bytes[messageEnd] == '\n';
    take(bytes, from, trimmed(bytes, from, messageEnd), !line, taker);
    return messageEnd;
  }
}
