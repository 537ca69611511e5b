package org.tomte.engine.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late runs started, in buckets of a constant ratio (about 9 %), from 1 microsecond to over an
 * hour. Adding costs one increment.
 */
public final class Lateness {
  private static final int BUCKETS = 256;
  private static final double LOG_RATIO = Math.log(1.09);

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  /** Adds a start; negative lateness counts as none. */
  void add(Duration late) {
    long micros = Math.max(1, late.toNanos() / 1_000);
    int bucket = (int) (Math.log((double) micros) / LOG_RATIO);
    counts.incrementAndGet(Math.min(bucket, BUCKETS - 1));
  }

  /**
   * The lateness that a share of starts did not exceed; the upper end of its bucket.
   *
   * @param share between 0 and 1, for example 0.99
   * @return zero when nothing started yet
   */
  public Duration percentile(double share) {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    long rank = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts.get(i);
      if (seen >= rank && seen > 0) {
        return Duration.ofNanos((long) (Math.exp((i + 1) * LOG_RATIO) * 1_000));
      }
    }
    return Duration.ZERO;
  }
}
