package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes owners at instants: one heap, one thread, nothing in the database. An owner has at most one
 * pending instant. The thread never sleeps longer than a second, so a clock that jumps is noticed.
 *
 * @param <K> the owner, with equals and hashCode
 */
public final class Timers<K> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Timers.class);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
  private static final int FEW = 64;

  private final InstantSource clock;
  private final BiConsumer<K, Instant> wake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Entry<K>> heap = new PriorityQueue<>();
  private final Map<K, Entry<K>> pending = new HashMap<>();
  private final Thread thread;
  private boolean closed;
  private long order;

  /**
   * Starts the thread.
   *
   * @param wake called on the timer's thread with the owner and its instant; must return at once
   */
  public Timers(String name, InstantSource clock, BiConsumer<K, Instant> wake) {
    this.clock = clock;
    this.wake = wake;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::loop);
    thread.start();
  }

  /** Sets the owner's instant; one set before is forgotten. */
  public void set(K owner, Instant instant) {
    lock.lock();
    try {
      Entry<K> entry = new Entry<>(instant, order++, owner);
      pending.put(owner, entry);
      dropForgotten();
      heap.add(entry);
      if (heap.peek() == entry) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Entries that were replaced or cleared stay in the heap; a run's deadline does so long after the
   * run. They are taken out when they are the most of it, so the heap stays as small as what waits.
   */
  private void dropForgotten() {
    if (heap.size() > FEW && heap.size() > 2 * pending.size()) {
      heap.removeIf(entry -> pending.get(entry.owner) != entry);
    }
  }

  /** How many entries are held, forgotten ones included. */
  int held() {
    lock.lock();
    try {
      return heap.size();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the owner's instant. */
  public void clear(K owner) {
    lock.lock();
    try {
      pending.remove(owner);
    } finally {
      lock.unlock();
    }
  }

  /** The owner's pending instant, null when there is none. */
  public @Nullable Instant instantOf(K owner) {
    lock.lock();
    try {
      Entry<K> entry = pending.get(owner);
      return entry == null ? null : entry.instant;
    } finally {
      lock.unlock();
    }
  }

  private void loop() {
    List<Entry<K>> due = new ArrayList<>();
    while (awaitDue(due)) {
      for (Entry<K> entry : due) {
        try {
          wake.accept(entry.owner, entry.instant);
        } catch (RuntimeException failed) {
          // One owner's failure must not stop the clock of ten thousand others.
          log.error("Waking {} for {} failed", entry.owner, entry.instant, failed);
        }
      }
      due.clear();
    }
  }

  /** Waits until something is due and moves it into the list; false when closed. */
  private boolean awaitDue(List<Entry<K>> due) {
    lock.lock();
    try {
      while (!closed) {
        Instant now = clock.instant();
        Instant next = takeDue(now, due);
        if (!due.isEmpty()) {
          return true;
        }
        changed.awaitNanos(sleepFor(now, next));
      }
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Instant takeDue(Instant now, List<Entry<K>> due) {
    for (Entry<K> first = heap.peek(); first != null; first = heap.peek()) {
      if (pending.get(first.owner) != first) {
        heap.poll();
        continue;
      }
      if (first.instant.isAfter(now)) {
        return first.instant;
      }
      heap.poll();
      pending.remove(first.owner);
      due.add(first);
    }
    return null;
  }

  private static long sleepFor(Instant now, @Nullable Instant next) {
    Duration sleep = next == null ? LONGEST_SLEEP : Duration.between(now, next);
    return sleep.compareTo(LONGEST_SLEEP) > 0
        ? LONGEST_SLEEP.toNanos()
        : Math.max(sleep.toNanos(), 1);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Compared by identity on purpose: only the owner's latest entry counts. */
  private static final class Entry<K> implements Comparable<Entry<K>> {
    private final Instant instant;
    private final long order;
    private final K owner;

    Entry(Instant instant, long order, K owner) {
      this.instant = instant;
      this.order = order;
      this.owner = owner;
    }

    @Override
    public int compareTo(Entry<K> other) {
      int byInstant = instant.compareTo(other.instant);
      return byInstant != 0 ? byInstant : Long.compare(order, other.order);
    }
  }
}
