package org.tomte.engine.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.commit.RunRef;

/**
 * The order to run once.
 *
 * @param epoch the daemon's epoch at the start
 * @param planned the instant it was planned for; its start when a person started it
 * @param cause why it runs
 * @param judgeAt the instant at which time frames are judged; null for the planned one
 * @param movePointer whether the pointer moves; only a person may ask for it to stay
 */
public record RunOrder(
    long epoch,
    Instant planned,
    RunRef.Cause cause,
    @Nullable Instant judgeAt,
    boolean movePointer) {

  /** A run by schedule. */
  public static RunOrder planned(long epoch, Instant planned, RunRef.Cause cause) {
    return new RunOrder(epoch, planned, cause, null, true);
  }

  /** The same order for another epoch. */
  RunOrder withEpoch(long other) {
    return new RunOrder(other, planned, cause, judgeAt, movePointer);
  }

  /** The instant at which time frames are judged. */
  public Instant launch() {
    return judgeAt == null ? planned : judgeAt;
  }
}
