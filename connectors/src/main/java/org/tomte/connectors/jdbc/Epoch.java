package org.tomte.connectors.jdbc;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** The unit of a column that counts from 1970-01-01T00:00:00Z. */
public enum Epoch {
  SECONDS(1),
  MILLISECONDS(1_000),
  MICROSECONDS(1_000_000);

  private static final long NANOS = 1_000_000_000L;
  private final long perSecond;

  Epoch(long perSecond) {
    this.perSecond = perSecond;
  }

  /** The step between two numbers. */
  Duration precision() {
    return Duration.ofNanos(NANOS / perSecond);
  }

  /** The instant that a number means; the nearest that there is when it is out of range. */
  Instant instant(long count) {
    try {
      return Instant.ofEpochSecond(
          Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * (NANOS / perSecond));
    } catch (DateTimeException outOfRange) {
      return count < 0 ? Instant.MIN : Instant.MAX;
    }
  }

  /** The number of the step that holds an instant. */
  long count(Instant instant) {
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(perSecond))
        .add(BigInteger.valueOf(instant.getNano() / (NANOS / perSecond)))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .max(BigInteger.valueOf(Long.MIN_VALUE))
        .longValue();
  }
}
