package org.tomte.casework.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * What somebody spent on a task; never altered.
 *
 * @param id unique and growing
 * @param task the task's number
 * @param person who worked
 * @param at when the work was done
 * @param seconds how long; negative to correct another
 * @param text what was done; null when nobody said
 * @param written when it was written down
 * @param by who or what wrote it down
 */
public record Effort(
    long id,
    long task,
    String person,
    Instant at,
    long seconds,
    @Nullable String text,
    Instant written,
    Cause by) {}
