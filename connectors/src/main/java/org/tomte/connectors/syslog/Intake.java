package org.tomte.connectors.syslog;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.Arrival;
import org.tomte.connectors.text.Parsers;

/**
 * Gathers where the messages of one sender stand, hands them over as one list after the other, and
 * knows the message before, for the lines that say it came more than once. Used by one thread.
 */
final class Intake implements Framing.Taker {
  private static final int LONGEST_REMEMBERED = 8_192;
  private static final int FIRST_ROOM = 256;

  private final Parsers parsers;
  private final Last last;
  private final SyslogFields moving;
  private final SyslogArrival arrival;
  private final Batch batch = new Batch();
  private Message[] messages = new Message[0];
  private int size;
  private long truncated;
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

  /** Where a message stands; used again for one batch after the other. */
  private static final class Message {
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private boolean cut;
    private @Nullable Reception reception;

    /** Not null for a line that stands for others. */
    private @Nullable SyslogFields made;
  }

  /** The messages as arrivals: one object that moves. */
  private final class Batch extends AbstractList<Arrival> {
    @Override
    public int size() {
      return size;
    }

    @Override
    public Arrival get(int index) {
      Message message = messages[index];
      if (message.made != null) {
        return SyslogArrival.lasting(message.made);
      }
      if (message.reception == null) {
        throw new IllegalStateException("there is no message " + index);
      }
      moving.set(message.bytes, message.from, message.to, message.reception, message.cut);
      return arrival;
    }
  }

  Intake(Parsers parsers, Last last) {
    this.parsers = parsers;
    this.last = last;
    this.moving = SyslogFields.moving(parsers);
    this.arrival = SyslogArrival.moving(moving);
  }

  /** Says how the next messages came in. */
  void receiving(Reception newReception) {
    reception = newReception;
  }

  /**
   * What was taken since {@link #clear}. The list, and the bytes of the messages, must stay as they
   * are until it was gone through.
   */
  List<Arrival> taken() {
    return batch;
  }

  /** Begins a new list. */
  void clear() {
    size = 0;
  }

  /** How many messages were not whole since the last call. */
  long truncated() {
    long so = truncated;
    truncated = 0;
    return so;
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
    Message message = next();
    message.bytes = bytes;
    message.from = from;
    message.to = to;
    message.cut = cut;
    message.reception = how;
    message.made = Repetition.mayBe(bytes, from, to) ? repeated(message, how, before) : null;
    if (message.made == null) {
      before.keep(bytes, from, to);
    }
    truncated += cut ? 1 : 0;
  }

  private Message next() {
    if (size == messages.length) {
      messages = Arrays.copyOf(messages, Math.max(FIRST_ROOM, 2 * size));
      for (int i = size; i < messages.length; i++) {
        messages[i] = new Message();
      }
    }
    return messages[size++];
  }

  /**
   * A line that says the message before came n times more becomes that message with a count of n,
   * when its host is the same; else it keeps its own text. Null for every other message.
   */
  private @Nullable SyslogFields repeated(Message message, Reception how, Last before) {
    byte[] own = Arrays.copyOfRange(message.bytes, message.from, message.to);
    SyslogFields line = SyslogFields.of(own, how, parsers).cut(message.cut);
    long times = Repetition.times(line.parts());
    if (times == 0) {
      return null;
    }
    if (line.unwrapped()) {
      return line.counting(times);
    }
    byte[] copy = Arrays.copyOf(before.bytes, before.length);
    SyslogFields original = line.standingFor(copy);
    return original == null ? line.counting(times) : original.counting(times);
  }
}
