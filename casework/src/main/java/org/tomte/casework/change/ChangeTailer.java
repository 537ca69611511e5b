package org.tomte.casework.change;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the change feed once for everything on this node that wants to know of changes. It reads
 * when {@link #wake} is called after a local commit, and otherwise at an interval, which is when
 * the changes of other nodes are seen. When the database cannot be read it goes on trying from
 * where it was, so that subscribers miss nothing.
 */
public final class ChangeTailer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeTailer.class);
  private static final int PAGE = 1_000;
  private static final int SLOWEST = 20;

  private final ChangeFeed feed;
  private final Duration interval;
  private final List<Consumer<List<Change>>> subscribers = new CopyOnWriteArrayList<>();
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread;
  private volatile @Nullable ChangePosition position;
  private volatile boolean closed;
  private int failures;

  /**
   * A tailer that begins after all changes there are when it first reads.
   *
   * @param interval how long it waits for a wake-up, for example 250 ms; longer while the database
   *     cannot be read
   */
  public ChangeTailer(ChangeFeed feed, Duration interval) {
    this(feed, interval, null);
  }

  /**
   * A tailer that begins after a place.
   *
   * @param from null means after all changes there are when it first reads
   */
  public ChangeTailer(ChangeFeed feed, Duration interval, @Nullable ChangePosition from) {
    this.feed = feed;
    this.interval = interval;
    this.position = from;
    this.thread = Thread.ofVirtual().name("change-tailer").unstarted(this::run);
  }

  /** Begins to read. Subscribers who must not miss anything subscribe before. */
  public void start() {
    thread.start();
  }

  /**
   * Adds someone who wants to know of changes, one page after the other in the order of the feed.
   * What a subscriber throws is logged and concerns nobody else. A slow one holds up all others.
   *
   * @return ends the subscription
   */
  public Runnable subscribe(Consumer<List<Change>> subscriber) {
    subscribers.add(subscriber);
    return () -> subscribers.remove(subscriber);
  }

  /** Says that something was committed on this node. Never blocks. */
  public void wake() {
    wakeUps.release();
  }

  /** After which place it reads next; null before it has read for the first time. */
  public @Nullable ChangePosition position() {
    return position;
  }

  private void run() {
    while (!closed) {
      try {
        readAll();
        failures = 0;
      } catch (RuntimeException e) {
        failed(e);
      }
      try {
        if (wakeUps.tryAcquire(pause().toNanos(), TimeUnit.NANOSECONDS)) {
          wakeUps.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Duration pause() {
    return interval.multipliedBy(Math.min(1 + failures, SLOWEST));
  }

  private void failed(RuntimeException e) {
    failures++;
    if (failures == 1) {
      LOG.warn("Changes cannot be read; trying again from {}", position, e);
    }
  }

  private void readAll() {
    ChangePosition from = position;
    if (from == null) {
      position = feed.end();
      return;
    }
    List<Change> page;
    do {
      page = feed.read(from, PAGE);
      if (!page.isEmpty()) {
        deliver(page);
        from = page.getLast().position();
        position = from;
      }
    } while (page.size() == PAGE && !closed);
  }

  private void deliver(List<Change> page) {
    for (Consumer<List<Change>> subscriber : subscribers) {
      try {
        subscriber.accept(page);
      } catch (RuntimeException e) {
        LOG.error("A subscriber of changes failed at {}", page.getFirst().position(), e);
      }
    }
  }

  /** Stops reading and waits until the last page is delivered. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
