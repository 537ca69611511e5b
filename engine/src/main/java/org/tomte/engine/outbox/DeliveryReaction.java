package org.tomte.engine.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;
import org.tomte.engine.pointer.KeyHash;

/**
 * What the engine does about a delivery that could not be sent: when it tries again, after how many
 * tries it sets it aside, and when it calls a person. This is the one table; connectors only say
 * the kind.
 *
 * @param firstRetry wait before the first new try; doubled each time
 * @param longestRetry the wait never grows above this
 * @param tries after so many it is set aside
 * @param alarmAfter how many faults in a row raise an alarm
 */
public record DeliveryReaction(
    Duration firstRetry, Duration longestRetry, int tries, int alarmAfter) {

  /** The reaction to a kind of fault. */
  public static DeliveryReaction to(FaultKind kind) {
    return switch (kind) {
      // A person must edit something; the entry is kept going for a working day meanwhile.
      case CONFIGURATION ->
          new DeliveryReaction(Duration.ofMinutes(1), Duration.ofMinutes(30), 20, 1);
      // Few tries: accounts are locked by many.
      case CREDENTIALS -> new DeliveryReaction(Duration.ofMinutes(5), Duration.ofHours(1), 12, 1);
      // The host is alive and says when; it is asked for a day before it is given up.
      case RATE_LIMITED ->
          new DeliveryReaction(Duration.ofSeconds(30), Duration.ofMinutes(30), 60, 10);
      case UNAVAILABLE ->
          new DeliveryReaction(Duration.ofSeconds(5), Duration.ofMinutes(30), 30, 4);
      case BAD_DATA -> new DeliveryReaction(Duration.ofSeconds(30), Duration.ofMinutes(5), 3, 3);
      case INTERNAL -> new DeliveryReaction(Duration.ofSeconds(10), Duration.ofMinutes(5), 5, 1);
    };
  }

  /**
   * How long to wait after so many faults. Up to a fifth is added by the entry's id, so that what
   * failed together does not come back together.
   *
   * @param faults at least 1
   * @param retryAfter what the host asked for; never waited shorter than that
   */
  public Duration backOff(int faults, KeyHash id, @Nullable Duration retryAfter) {
    int doublings = Math.min(faults - 1, 20);
    Duration grown = firstRetry.multipliedBy(1L << doublings);
    Duration bounded = grown.compareTo(longestRetry) > 0 ? longestRetry : grown;
    Duration least = retryAfter != null && retryAfter.compareTo(bounded) > 0 ? retryAfter : bounded;
    long share = Math.floorMod(id.low() + faults * 0x9E3779B97F4A7C15L, 1000L);
    return least.plus(bounded.dividedBy(5).multipliedBy(share).dividedBy(1000));
  }
}
