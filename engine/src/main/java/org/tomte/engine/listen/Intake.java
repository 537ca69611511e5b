package org.tomte.engine.listen;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/**
 * What one daemon on one node has received and not committed, bounded by number and bytes. It
 * outlives single starts of the listener, so that an edit or a fault loses nothing.
 */
final class Intake {
  private static final Duration AFTER_QUIET = Duration.ofMillis(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final ListenerTotals totals;
  private Counters.Counting counted = new Counters.Counting();
  private int mostEvents = 1;
  private long mostBytes = 1;

  /** Waiting ones and those being committed. */
  private int events;

  private long bytes;

  /** At how much the one who gathers is woken before its time. */
  private int wantedEvents = 1;

  private long wantedBytes = 1;
  private State state = State.SEALED;

  private enum State {
    /** Takes what comes. */
    OPEN,
    /** Takes nothing more; what is there is still committed. */
    SEALED,
    /** Commits nothing more either; what is there waits for the next start. */
    HALTED
  }

  /** What is counted here is added to those, too. */
  Intake(ListenerTotals totals) {
    this.totals = totals;
  }

  /** Begins to take, with these bounds. */
  void open(ListeningDaemon.Limits limits) {
    lock.lock();
    try {
      mostEvents = limits.waiting();
      mostBytes = limits.bytes();
      state = State.OPEN;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more. */
  void seal() {
    end(State.SEALED);
  }

  /** Takes and commits nothing more. */
  void halt() {
    end(State.HALTED);
  }

  private void end(State next) {
    lock.lock();
    try {
      if (state != State.HALTED) {
        state = next;
      }
      room.signalAll();
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes one; false when it takes no more at all. Waits while there is no room. */
  boolean put(Waiting waiting) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (state == State.OPEN && isFull()) {
        room.await();
      }
      return add(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** Takes one when there is room. */
  boolean offer(Waiting waiting) {
    lock.lock();
    try {
      return !isFull() && add(waiting);
    } finally {
      lock.unlock();
    }
  }

  /** Takes all or none. */
  boolean offerAll(List<Waiting> all) {
    lock.lock();
    try {
      long size = all.stream().mapToLong(Waiting::size).sum();
      boolean fits = events + all.size() <= mostEvents && bytes + size <= mostBytes;
      // More than ever fits is taken when nothing else is there, as one large event is.
      if (state != State.OPEN || !(fits || events == 0)) {
        return false;
      }
      all.forEach(this::add);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** One large event is taken when nothing else is there. */
  private boolean isFull() {
    return events > 0 && (events >= mostEvents || bytes >= mostBytes);
  }

  private boolean add(Waiting waiting) {
    if (state != State.OPEN) {
      return false;
    }
    queue.add(waiting);
    events++;
    bytes += waiting.size();
    if (queue.size() == 1 || queue.size() >= wantedEvents || bytes >= wantedBytes) {
      filled.signal();
    }
    return true;
  }

  /**
   * Waits for the first event and gathers a batch: until it is full, or for so long after the
   * first.
   *
   * @return empty when nothing more will come
   */
  List<Waiting> take(int most, long mostSize, Duration gather) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      wantedEvents = most;
      wantedBytes = mostSize;
      long waited = 0;
      while (queue.isEmpty() && state == State.OPEN) {
        waited += Long.MAX_VALUE / 2 - filled.awaitNanos(Long.MAX_VALUE / 2);
      }
      // After a quiet time nothing else may come, and one event should not wait for company.
      long left = waited > gather.toNanos() ? AFTER_QUIET.toNanos() : gather.toNanos();
      while (state == State.OPEN && queue.size() < most && bytes < mostSize && left > 0) {
        left = filled.awaitNanos(left);
      }
      return state == State.HALTED ? List.of() : first(most, mostSize);
    } finally {
      lock.unlock();
    }
  }

  private List<Waiting> first(int most, long mostSize) {
    List<Waiting> batch = new ArrayList<>(Math.min(most, queue.size()));
    long size = 0;
    while (!queue.isEmpty() && batch.size() < most && (batch.isEmpty() || size < mostSize)) {
      Waiting next = queue.remove();
      size += next.size();
      batch.add(next);
    }
    return batch;
  }

  /** What was taken is done with: there is room again. */
  void done(Collection<Waiting> those) {
    lock.lock();
    try {
      events -= those.size();
      bytes -= those.stream().mapToLong(Waiting::size).sum();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What was taken waits again, before all others. */
  void back(List<Waiting> those) {
    lock.lock();
    try {
      those.reversed().forEach(queue::addFirst);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits between two tries; false when nothing more is to be committed. */
  boolean pause(Duration span) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = span.toNanos();
      while (state != State.HALTED && left > 0) {
        left = room.awaitNanos(left);
      }
      return state != State.HALTED;
    } finally {
      lock.unlock();
    }
  }

  /** Lets everything go that still waits, as dropped. */
  void abandon(String words) {
    List<Waiting> left;
    lock.lock();
    try {
      left = List.copyOf(queue);
      queue.clear();
    } finally {
      lock.unlock();
    }
    done(left);
    for (Waiting waiting : left) {
      Ticket ticket = waiting.ticket();
      if (ticket == null) {
        count(Stage.DROPPED, 1);
      } else {
        ticket.failed(words);
      }
    }
  }

  /** How many wait or are being committed. */
  int size() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  void count(Stage stage, long events) {
    totals.count(stage, events);
    lock.lock();
    try {
      counted.count(stage, events);
    } finally {
      lock.unlock();
    }
  }

  void count(Counters counters) {
    totals.count(counters);
    keep(counters);
  }

  /** What the commit wrote down itself. */
  void committed(Counters counters) {
    totals.count(counters);
  }

  /** Counts again what could not be written down. */
  void keep(Counters counters) {
    lock.lock();
    try {
      counted.add(counters);
    } finally {
      lock.unlock();
    }
  }

  /** What was counted beside the commits since the last call. */
  Counters takeCounted() {
    lock.lock();
    try {
      Counters taken = counted.done();
      counted = new Counters.Counting();
      return taken;
    } finally {
      lock.unlock();
    }
  }
}
