package org.tomte.casework.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Time spent on a task, to be written down.
 *
 * @param task the task's number
 * @param person who worked; null for whoever writes it down
 * @param at when the work was done; null for now
 * @param span how long; negative to correct what was written down before
 * @param text what was done; may be null
 * @param cause why; null when it is that of the command
 */
public record NewEffort(
    long task,
    @Nullable String person,
    @Nullable Instant at,
    Duration span,
    @Nullable String text,
    @Nullable Cause cause) {

  /** Time that whoever writes it down spent just now. */
  public static NewEffort of(long task, Duration span, @Nullable String text) {
    return new NewEffort(task, null, null, span, text, null);
  }
}
