package org.tomte.casework.sla;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A clock that incidents of a policy have.
 *
 * @param name unique in the policy
 * @param from when it begins
 * @param until when it has done its work
 * @param within how much counted time it may take, by severity
 * @param otherwise the same for other severities; null when those have no such clock
 */
public record ClockRule(
    String name,
    Moment from,
    Moment until,
    Map<String, Duration> within,
    @Nullable Duration otherwise) {

  /** Copies the map. */
  public ClockRule {
    within = Map.copyOf(within);
  }

  /** How much counted time it may take; null when there is no such clock for the severity. */
  public @Nullable Duration target(@Nullable String severity) {
    Duration target = severity == null ? null : within.get(severity);
    return target == null ? otherwise : target;
  }
}
