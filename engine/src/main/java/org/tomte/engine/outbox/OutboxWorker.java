package org.tomte.engine.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.commit.StoreFault;

/**
 * Takes what is due and sends it, many at once, each on a thread of its own. Every node has one;
 * the store sees to it that they do not take the same.
 */
public final class OutboxWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxWorker.class);

  /** A delivery that takes longer is interrupted and counts as a fault. */
  public static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Longer than the deadline, so that what was interrupted can still say so. */
  public static final Duration LEASE = Duration.ofMinutes(3);

  private static final int MOST = 64;

  private final OutboxStore store;
  private final Sending sending;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Executor executor;
  private final Map<Long, Running> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private record Running(Thread thread, long deadline) {}

  /**
   * A worker.
   *
   * @param nanoTime a monotonic clock; wall clocks jump
   * @param executor starts a delivery
   */
  public OutboxWorker(
      OutboxStore store,
      Sending sending,
      InstantSource clock,
      LongSupplier nanoTime,
      Executor executor) {
    this.store = store;
    this.sending = sending;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.executor = executor;
  }

  /**
   * Ends what takes too long, takes what is due and starts it; goes on while there is more and room
   * for it.
   *
   * @return how many were started
   */
  public int turn() {
    long nanos = nanoTime.getAsLong();
    running.values().stream()
        .filter(each -> nanos - each.deadline() > 0)
        .forEach(each -> each.thread().interrupt());
    int started = 0;
    while (!closed) {
      int room = MOST - running.size();
      if (room <= 0) {
        return started;
      }
      Instant now = clock.instant();
      List<OutboxEntry> taken = store.claim(now, now.plus(LEASE), room);
      if (taken.isEmpty()) {
        return started;
      }
      taken.forEach(this::start);
      started += taken.size();
    }
    return started;
  }

  private void start(OutboxEntry entry) {
    running.put(
        entry.number(),
        new Running(Thread.currentThread(), nanoTime.getAsLong() + LEASE.toNanos()));
    executor.execute(() -> run(entry));
  }

  private void run(OutboxEntry entry) {
    running.put(
        entry.number(),
        new Running(Thread.currentThread(), nanoTime.getAsLong() + DEADLINE.toNanos()));
    try {
      sending.send(entry);
    } catch (StoreFault fault) {
      log.warn(
          "Delivery {} is sent again when its lease is over, because the store failed: {}",
          entry.number(),
          fault.words());
    } catch (RuntimeException ours) {
      log.error("Delivery {} failed by a fault of Tomte itself", entry.number(), ours);
    } finally {
      running.remove(entry.number());
    }
  }

  /** How many are being sent. */
  public int underWay() {
    return running.size();
  }

  /** Takes nothing more; what is being sent is interrupted and sent again by whoever is next. */
  @Override
  public void close() {
    closed = true;
    running.values().forEach(each -> each.thread().interrupt());
  }
}
