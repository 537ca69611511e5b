package org.tomte.connectors.syslog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.Arrival;
import org.tomte.connectors.text.Parsers;

/**
 * Makes arrivals of the messages of one sender and knows the message before, for the lines that say
 * it came more than once. Used by one thread.
 */
final class Intake implements Framing.Taker {
  private static final int LONGEST_REMEMBERED = 8_192;

  private final Parsers parsers;
  private final Last last;
  private List<Arrival> arrivals = new ArrayList<>();
  private @Nullable Reception reception;

  /** The bytes of the message before; the array is used again. */
  static final class Last {
    private byte[] bytes = new byte[0];
    private int length;

    private void keep(byte[] from, int start, int end) {
      length = Math.min(end - start, LONGEST_REMEMBERED);
      if (bytes.length < length) {
        bytes = new byte[Math.max(length, 512)];
      }
      System.arraycopy(from, start, bytes, 0, length);
    }
  }

  Intake(Parsers parsers, Last last) {
    this.parsers = parsers;
    this.last = last;
  }

  /** Says how the next messages came in. */
  void receiving(Reception newReception) {
    reception = newReception;
  }

  /** What was made since the last call. */
  List<Arrival> taken() {
    List<Arrival> taken = arrivals;
    arrivals = new ArrayList<>(Math.max(16, taken.size()));
    return taken;
  }

  int size() {
    return arrivals.size();
  }

  @Override
  public void take(byte[] bytes, int from, int to, boolean cut) {
    take(bytes, from, to, cut, last);
  }

  /** Takes a message of a sender whose message before is remembered there. */
  void take(byte[] bytes, int from, int to, boolean cut, Last before) {
    Reception how = reception;
    if (how == null) {
      throw new IllegalStateException("a message came in nobody knows how");
    }
    SyslogFields fields = new SyslogFields(bytes, from, to, how, parsers).cut(cut);
    if (Repetition.mayBe(bytes, from, to)) {
      fields = repeated(fields, before);
    }
    if (!fields.isRepetition()) {
      before.keep(bytes, from, to);
    }
    arrivals.add(new SyslogArrival(how.received(), fields, to - from));
  }

  /**
   * A line that says the message before came n times more becomes that message with a count of n,
   * when its host is the same; else it keeps its own text.
   */
  private SyslogFields repeated(SyslogFields line, Last before) {
    long times = Repetition.times(line.parts());
    if (times == 0) {
      return line;
    }
    if (line.unwrapped()) {
      return line.counting(times);
    }
    byte[] copy = Arrays.copyOf(before.bytes, before.length);
    SyslogFields original = line.standingFor(copy);
    return original == null ? line.counting(times) : original.counting(times);
  }
}
