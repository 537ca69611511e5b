package org.tomte.engine.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.DaemonId;

/**
 * Who asked for a delivery.
 *
 * @param daemon the daemon's identity; null for an alarm
 * @param name the daemon's name when it was decided; {@code alarm} for an alarm
 * @param owner the team that gets the alarms about it
 * @param step the rule and action; the alarm's cause
 * @param object what the answer is written to; null when there is nothing
 */
public record Origin(
    @Nullable DaemonId daemon, String name, String owner, Step step, @Nullable ObjectRef object) {

  /**
   * The step of a daemon.
   *
   * @param rule the rule's id
   * @param action the action's id
   * @param run the instant for which the run was planned
   * @param depth how many daemons led here
   */
  public record Step(String rule, String action, Instant run, int depth) {}

  /** Why an answer is written to the object; null when no daemon asked. */
  public @Nullable Cause cause() {
    return daemon == null
        ? null
        : new Cause.Daemon(daemon.value(), step.run(), step.rule(), Math.max(1, step.depth()));
  }
}
