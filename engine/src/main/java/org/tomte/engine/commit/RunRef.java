package org.tomte.engine.commit;

import java.time.Instant;

/**
 * The run a batch belongs to.
 *
 * @param planned the instant it was planned for; a manual run is planned for its start. Unique
 *     within the daemon and lane, kept to microseconds
 * @param cause why it runs
 * @param started when it started
 * @param node the node that runs it
 */
public record RunRef(Instant planned, Cause cause, Instant started, String node) {

  /** Why a run happens. */
  public enum Cause {
    /** Its schedule was due. */
    SCHEDULE,
    /** A person started it. */
    MANUAL,
    /** The run before failed. */
    RETRY,
    /** A person asked for a span of the past. */
    BACKFILL,
    /** A listener, from its start to its end. */
    CONTINUOUS
  }
}
