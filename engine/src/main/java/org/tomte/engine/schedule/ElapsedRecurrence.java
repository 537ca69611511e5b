package org.tomte.engine.schedule;

import java.time.Instant;

/**
 * A fixed span of elapsed time from a first instant. All is in milliseconds: what a database stores
 * and gives back must plan the same instants.
 *
 * @param firstMillis the first planned instant since the epoch
 * @param stepMillis the span
 */
record ElapsedRecurrence(long firstMillis, long stepMillis) implements Recurrence {

  @Override
  public Instant next(Instant after) {
    return Instant.ofEpochMilli(firstMillis + indexAfter(after) * stepMillis);
  }

  @Override
  public long count(Instant after, Instant until) {
    return Math.max(0, indexAfter(until) - indexAfter(after));
  }

  /** The number, from 0, of the first planned instant after the given one. */
  private long indexAfter(Instant after) {
    long elapsed = after.toEpochMilli() - firstMillis;
    return elapsed < 0 ? 0 : elapsed / stepMillis + 1;
  }
}
