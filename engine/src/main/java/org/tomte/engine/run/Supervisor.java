package org.tomte.engine.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a node's chores, each in its own rhythm on a thread of its own, whatever becomes of the
 * others: a chore that fails is told and done again next time.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final LongSupplier nanoTime;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  /**
   * A supervisor without chores.
   *
   * @param nanoTime a monotonic clock; wall clocks jump
   */
  public Supervisor(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Starts a chore; it is done at once for the first time.
   *
   * @param every the pause between two beginnings; a chore that takes longer begins anew at once
   */
  public Supervisor every(Duration every, String name, Runnable chore) {
    Thread thread =
        Thread.ofPlatform().daemon().name(name).unstarted(() -> loop(every.toNanos(), name, chore));
    threads.add(thread);
    thread.start();
    return this;
  }

  private void loop(long pause, String name, Runnable chore) {
    while (!closed) {
      long begun = nanoTime.getAsLong();
      try {
        chore.run();
      } catch (RuntimeException failed) {
        if (!closed) {
          log.warn("{} failed and is done again: {}", name, failed.toString());
        }
      }
      long left = begun + pause - nanoTime.getAsLong();
      while (left > 0 && !closed) {
        LockSupport.parkNanos(this, left);
        left = begun + pause - nanoTime.getAsLong();
      }
    }
  }

  /** Ends all chores and waits a moment for those under way. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(LockSupport::unpark);
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(2));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
