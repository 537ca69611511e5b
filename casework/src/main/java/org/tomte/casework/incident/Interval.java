package org.tomte.casework.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * A time during which an incident had one status or phase. The intervals of one track follow on
 * each other without gaps; only the last is open.
 *
 * @param incident the incident's number
 * @param track status or phase
 * @param value the status or phase
 * @param from when it began
 * @param until when it ended; null while it lasts
 * @param by who or what began it
 */
public record Interval(
    long incident, Track track, String value, Instant from, @Nullable Instant until, Cause by) {

  /** The same, ended. */
  public Interval ended(Instant at) {
    return new Interval(incident, track, value, from, at, by);
  }
}
