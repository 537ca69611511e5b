package org.tomte.api.listen;

import java.util.List;
import org.tomte.api.ConnectorFault;

/**
 * Where a listener hands over what arrives. The engine gathers it for about 20 ms or until a batch
 * is full, judges it and commits it. What it holds is bounded by number and bytes; while the
 * database is slow or away it fills up, and senders feel it. Safe for use by several threads; the
 * order of one thread is kept.
 */
public interface ListenerSink {

  /**
   * Takes one and waits while there is no room: for senders that can be slowed down, such as those
   * of a TCP connection. When this returns, it is in the open batch.
   *
   * @throws InterruptedException when the listener is ended; it was not taken and is counted as
   *     dropped
   */
  void put(Arrival arrival) throws InterruptedException;

  /**
   * Takes several in order, more cheaply than one by one, and waits while there is no room. They
   * are asked for one by one, each once, and each is done with before the next; see {@link
   * Arrival#kept}.
   *
   * @throws InterruptedException when the listener is ended; those not taken are counted as dropped
   */
  void put(List<? extends Arrival> arrivals) throws InterruptedException;

  /**
   * Takes, in order, as many as there is room for and never waits: for senders that cannot be
   * slowed down, such as those of datagrams. The rest is counted as dropped. They are asked for as
   * {@link #put(List)} does.
   *
   * @return how many were taken
   */
  int offer(List<? extends Arrival> arrivals);

  /**
   * Takes several and waits until they are committed or cannot be: for senders that wait for an
   * answer. Arrivals without a key of their own are stored again when the sender repeats them.
   *
   * @throws InterruptedException when the caller is interrupted; they may be committed all the same
   */
  Receipt confirm(List<? extends Arrival> arrivals) throws InterruptedException;

  /**
   * Counts messages that were sent but never reached the listener, exactly and each once: for
   * example what the kernel says it threw away.
   *
   * @param messages how many since the last call; 0 does nothing
   */
  void dropped(long messages);

  /**
   * Counts messages that the listener did not take on purpose: not allowed to send, or not a
   * message at all. They are no drops; senders were wrong.
   *
   * @param messages how many since the last call; 0 does nothing
   * @param reason for people, for example {@code the address 192.0.2.7 is not allowed}; no secrets
   */
  void refused(long messages, String reason);

  /**
   * Counts messages of which only a part was taken: they were too long or cut by their sender. Each
   * is an arrival all the same.
   *
   * @param messages how many since the last call; 0 does nothing
   */
  default void truncated(long messages) {}

  /**
   * Counts places in a stream of bytes at which no message began where one had to, so that the next
   * one was looked for.
   *
   * @param places how many since the last call; 0 does nothing
   */
  default void resynchronised(long places) {}

  /**
   * Says that the listener cannot go on. It is closed and started anew after a pause; every call
   * after the first is ignored.
   */
  void failed(ConnectorFault fault);
}
