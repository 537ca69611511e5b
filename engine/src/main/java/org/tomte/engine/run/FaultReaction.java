package org.tomte.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;

/**
 * What the engine does about a fault: when it tries again, and when it calls a person. This is the
 * one table; connectors only say the kind.
 *
 * @param firstRetry wait before the first new try; doubled each time
 * @param longestRetry the wait never grows above this
 * @param alarmAfter how many faults in a row raise an alarm
 */
public record FaultReaction(Duration firstRetry, Duration longestRetry, int alarmAfter) {

  /** The reaction to a kind of fault. */
  public static FaultReaction to(FaultKind kind) {
    return switch (kind) {
      // Nothing changes until a person edits it; trying now and then notices that they did
      // elsewhere.
      case CONFIGURATION -> new FaultReaction(Duration.ofMinutes(5), Duration.ofHours(1), 1);
      // Few tries: accounts are locked by many.
      case CREDENTIALS -> new FaultReaction(Duration.ofMinutes(5), Duration.ofHours(1), 1);
      case RATE_LIMITED -> new FaultReaction(Duration.ofSeconds(30), Duration.ofMinutes(30), 10);
      // Often gone in a second: a restart, a fail-over, our own database coming back.
      case UNAVAILABLE -> new FaultReaction(Duration.ofSeconds(1), Duration.ofMinutes(5), 5);
      case BAD_DATA -> new FaultReaction(Duration.ofSeconds(30), Duration.ofMinutes(15), 1);
      case INTERNAL -> new FaultReaction(Duration.ofSeconds(10), Duration.ofMinutes(10), 1);
    };
  }

  /**
   * How long to wait after so many faults in a row.
   *
   * @param faults at least 1
   * @param retryAfter what the source asked for; never waited shorter than that
   */
  public Duration backOff(int faults, @Nullable Duration retryAfter) {
    int doublings = Math.min(faults - 1, 20);
    Duration grown = firstRetry.multipliedBy(1L << doublings);
    Duration bounded = grown.compareTo(longestRetry) > 0 ? longestRetry : grown;
    return retryAfter != null && retryAfter.compareTo(bounded) > 0 ? retryAfter : bounded;
  }
}
