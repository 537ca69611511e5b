package org.tomte.casework.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;

/** Starts, pauses and stops the clocks of an incident that was opened or changed. */
public final class ClockWork {
  private final ServiceLevels levels;
  private final String firstStatus;

  /**
   * By what was promised.
   *
   * @param firstStatus the status of incidents that nobody has taken
   */
  public ClockWork(ServiceLevels levels, String firstStatus) {
    this.levels = levels;
    this.firstStatus = firstStatus;
  }

  /**
   * What happened to an incident.
   *
   * @param incident as it stands now
   * @param statuses the statuses that it was in since clocks were last looked at
   * @param phases the phases
   */
  public record Happened(Incident incident, Set<String> statuses, Set<String> phases) {

    /** Copies the sets. */
    public Happened {
      statuses = Set.copyOf(statuses);
      phases = Set.copyOf(phases);
    }
  }

  /** The clocks that changed. */
  public List<SlaClock> work(Happened happened, List<SlaClock> before, Instant now) {
    Map<String, SlaClock> known = new LinkedHashMap<>();
    before.forEach(clock -> known.put(clock.name(), clock));
    List<SlaClock> changed = new ArrayList<>();
    Optional<SlaPolicy> policy = levels.of(happened.incident().fields());
    if (policy.isPresent()) {
      for (ClockRule rule : policy.get().clocks()) {
        SlaClock clock = known.remove(rule.name());
        SlaClock after = work(happened, policy.get(), rule, clock, now);
        if (after != null && !after.equals(clock)) {
          changed.add(after);
        }
      }
    }
    for (SlaClock orphan : known.values()) {
      if (orphan.stopped() == null) {
        changed.add(orphan.stoppedAt(now, levels.time(orphan.frame())));
      }
    }
    return changed;
  }

  private @Nullable SlaClock work(
      Happened happened, SlaPolicy policy, ClockRule rule, @Nullable SlaClock before, Instant now) {
    Incident incident = happened.incident();
    Duration target = rule.target(incident.fields().text(FieldNames.SEVERITY));
    BusinessTime time = levels.time(policy.frame());
    SlaClock clock = before;
    if (clock == null) {
      if (target == null || !reached(rule.from(), happened)) {
        return null;
      }
      clock = SlaClock.started(incident.number(), rule, policy, target, now, time);
    }
    if (target == null) {
      return clock.stopped() == null ? clock.stoppedAt(now, levels.time(clock.frame())) : clock;
    }
    if (clock.stopped() == null && !isPromised(clock, policy, target)) {
      clock = clock.promised(policy, target, now, levels.time(clock.frame()), time);
    }
    return turn(clock, rule, policy, happened, now, time);
  }

  private static boolean isPromised(SlaClock clock, SlaPolicy policy, Duration target) {
    return clock.policy().equals(policy.name())
        && clock.target().equals(target)
        && java.util.Objects.equals(clock.frame(), policy.frame());
  }

  private SlaClock turn(
      SlaClock clock,
      ClockRule rule,
      SlaPolicy policy,
      Happened happened,
      Instant now,
      BusinessTime time) {
    Incident incident = happened.incident();
    boolean waits =
        incident.closed() || incident.deleted() || policy.pausedIn().contains(incident.status());
    boolean untilClosed = rule.until() instanceof Moment.Closed;
    if (clock.stopped() != null) {
      return untilClosed && !incident.closed() ? resumed(clock, waits, now, time) : clock;
    }
    if (reached(rule.until(), happened)) {
      return clock.stoppedAt(now, time);
    }
    if (waits) {
      return clock.running() == null ? clock : clock.pausedAt(now, time);
    }
    return clock.running() == null ? clock.runningAt(now, time) : clock;
  }

  private static SlaClock resumed(SlaClock clock, boolean waits, Instant now, BusinessTime time) {
    SlaClock running = clock.runningAt(now, time);
    return waits ? running.pausedAt(now, time) : running;
  }

  private boolean reached(Moment moment, Happened happened) {
    Incident incident = happened.incident();
    return switch (moment) {
      case Moment.Opened _ -> true;
      case Moment.Response _ ->
          incident.fields().get(FieldNames.OWNER) != null
              || !happened.statuses().equals(Set.of(firstStatus));
      case Moment.Closed _ -> incident.closed();
      case Moment.InStatus in -> happened.statuses().contains(in.status());
      case Moment.InPhase in -> happened.phases().contains(in.phase());
    };
  }
}
