package org.tomte.engine.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a daemon is, on the node that runs it.
 *
 * @param state one word for lists
 * @param runningSince when the current run started; null when none runs
 * @param progress how far the current run is, in words; empty when none runs
 * @param next its next planned instant; null when there is none
 * @param last how the last run on this node ended; null when there was none
 * @param lastStarted when that run started
 * @param faults faults in a row
 * @param skipped planned instants left out since this node took the daemon
 */
public record MemberStatus(
    State state,
    @Nullable Instant runningSince,
    String progress,
    @Nullable Instant next,
    @Nullable RunResult last,
    @Nullable Instant lastStarted,
    int faults,
    long skipped) {

  /** How a daemon is. */
  public enum State {
    /** Its last run was good, or it never ran. */
    HEALTHY,
    /** A run goes on. */
    RUNNING,
    /** It listens. */
    LISTENING,
    /** No entry of its schedule is open. */
    ASLEEP,
    /** The last run failed; it waits before the next try. */
    FAILING,
    /** Its next planned instant has passed by more than a minute. */
    LATE,
    /** Its connection is paused. */
    PAUSED,
    /** Switched off. */
    DISABLED
  }
}
