package org.tomte.benchmarks.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps how late each run started, exactly, without allocating while it is measured. */
final class Samples {

  /** In the process where daemons are measured; sources are made by the service loader. */
  static final Samples HERE = new Samples(200_000);

  private final long[] nanos;
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean counting;

  Samples(int most) {
    this.nanos = new long[most];
  }

  /** A run planned for the instant starts now. */
  void started(Instant planned) {
    if (!counting) {
      return;
    }
    Instant now = Instant.now();
    int place = taken.getAndIncrement();
    if (place < nanos.length) {
      nanos[place] = Duration.between(planned, now).toNanos();
    }
  }

  void begin() {
    taken.set(0);
    counting = true;
  }

  void end() {
    counting = false;
  }

  int count() {
    return Math.min(taken.get(), nanos.length);
  }

  /** Milliseconds that a share of the starts did not exceed. */
  double percentile(double share) {
    long[] sorted = Arrays.copyOf(nanos, count());
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      throw new IllegalStateException("nothing was started while it was measured");
    }
    int rank = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(rank, 0, sorted.length - 1)] / 1e6;
  }
}
