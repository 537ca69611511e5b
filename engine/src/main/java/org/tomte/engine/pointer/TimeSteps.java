package org.tomte.engine.pointer;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic with instants that hostile times cannot break: results stay within Instant's range.
 */
final class TimeSteps {
  private static final long NANOS = 1_000_000_000L;
  private static final BigInteger BILLION = BigInteger.valueOf(NANOS);

  private TimeSteps() {}

  /** The beginning of the step that holds the instant; steps are counted from 1970 in UTC. */
  static Instant floor(Instant instant, Duration step) {
    long seconds = instant.getEpochSecond();
    int nano = instant.getNano();
    long stepSeconds = step.getSeconds();
    int stepNano = step.getNano();
    if (stepNano == 0) {
      return atSecond(Math.floorDiv(seconds, stepSeconds) * stepSeconds, 0);
    }
    if (stepSeconds == 0 && NANOS % stepNano == 0) {
      return atSecond(seconds, nano - nano % stepNano);
    }
    BigInteger nanos = nanos(seconds, nano);
    BigInteger start = nanos.subtract(nanos.mod(nanos(stepSeconds, stepNano)));
    BigInteger[] parts = start.divideAndRemainder(BILLION);
    return atSecond(parts[0].longValue(), parts[1].longValue());
  }

  static Instant minus(Instant instant, Duration span) {
    try {
      return instant.minus(span);
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MIN;
    }
  }

  static Instant plus(Instant instant, Duration span) {
    try {
      return instant.plus(span);
    } catch (DateTimeException | ArithmeticException e) {
      return Instant.MAX;
    }
  }

  static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static Instant atSecond(long seconds, long nanos) {
    return seconds < Instant.MIN.getEpochSecond()
        ? Instant.MIN
        : Instant.ofEpochSecond(seconds, nanos);
  }

  private static BigInteger nanos(long seconds, int nanos) {
    return BigInteger.valueOf(seconds).multiply(BILLION).add(BigInteger.valueOf(nanos));
  }
}
