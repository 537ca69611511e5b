package org.tomte.casework.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A clock of an incident. It runs, is paused, or has stopped.
 *
 * @param incident the incident's number
 * @param name unique for the incident
 * @param policy the policy it is from
 * @param frame the time frame whose time it counts; null when all time counts
 * @param target how much counted time it may take
 * @param started when it began
 * @param running since when it runs; null when it does not
 * @param due when it will have taken all of it, or would have when it stopped; null while it is
 *     paused, or when that never comes
 * @param paused since when it is paused; null when it is not
 * @param spent counted time before the present run
 * @param stopped when it had done its work; null until then
 * @param breached when it had taken more than it may, as far as it was written down: one that runs
 *     is over its time as soon as it is due
 */
public record SlaClock(
    long incident,
    String name,
    String policy,
    @Nullable String frame,
    Duration target,
    Instant started,
    @Nullable Instant running,
    @Nullable Instant due,
    @Nullable Instant paused,
    Duration spent,
    @Nullable Instant stopped,
    @Nullable Instant breached) {

  /** A clock that begins to run. */
  public static SlaClock started(
      long incident,
      ClockRule rule,
      SlaPolicy policy,
      Duration target,
      Instant now,
      BusinessTime time) {
    return new SlaClock(
        incident,
        rule.name(),
        policy.name(),
        policy.frame(),
        target,
        now,
        now,
        time.plus(now, target),
        null,
        Duration.ZERO,
        null,
        null);
  }

  /** When the first of those that still count is due, or was; null when none will be. */
  public static @Nullable Instant firstDue(Collection<SlaClock> clocks) {
    return clocks.stream()
        .filter(clock -> clock.stopped() == null)
        .map(clock -> clock.breached() == null ? clock.due() : clock.breached())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** When the first was overrun, as far as it was written down; null when none was. */
  public static @Nullable Instant firstBreach(Collection<SlaClock> clocks) {
    return clocks.stream()
        .map(SlaClock::breached)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether it has taken more than it may. */
  public boolean over(Instant now) {
    return breached != null || (stopped == null && due != null && due.isBefore(now));
  }

  /** How much counted time it has taken. */
  public Duration taken(Instant now, BusinessTime time) {
    return running == null ? spent : spent.plus(time.between(running, now));
  }

  /** The same, standing still. */
  SlaClock pausedAt(Instant now, BusinessTime time) {
    return new SlaClock(
        incident,
        name,
        policy,
        frame,
        target,
        started,
        null,
        null,
        now,
        taken(now, time),
        stopped,
        breach(now));
  }

  /** The same, running again. */
  SlaClock runningAt(Instant now, BusinessTime time) {
    return new SlaClock(
        incident,
        name,
        policy,
        frame,
        target,
        started,
        now,
        due(now, spent, target, time),
        null,
        spent,
        null,
        breached);
  }

  /** The same, done. */
  SlaClock stoppedAt(Instant now, BusinessTime time) {
    return new SlaClock(
        incident,
        name,
        policy,
        frame,
        target,
        started,
        null,
        due,
        null,
        taken(now, time),
        now,
        breach(now));
  }

  /** The same with another promise; what was spent stays spent. */
  SlaClock promised(
      SlaPolicy other, Duration newTarget, Instant now, BusinessTime before, BusinessTime after) {
    Duration sofar = taken(now, before);
    Instant over = sofar.compareTo(newTarget) > 0 ? (breached == null ? now : breached) : null;
    boolean runs = running != null;
    return new SlaClock(
        incident,
        name,
        other.name(),
        other.frame(),
        newTarget,
        started,
        runs ? now : null,
        runs ? due(now, sofar, newTarget, after) : null,
        paused,
        sofar,
        stopped,
        over);
  }

  private @Nullable Instant breach(Instant now) {
    return breached == null && due != null && due.isBefore(now) ? due : breached;
  }

  private @Nullable Instant due(Instant now, Duration sofar, Duration all, BusinessTime time) {
    Duration left = all.minus(sofar);
    if (left.isNegative()) {
      return breached == null ? now : breached;
    }
    return time.plus(now, left);
  }
}
