package org.tomte.casework.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change to be written.
 *
 * @param at when, by the clock of the command
 * @param object what changed
 * @param field the field's name, or one of the constants of {@link Change}
 * @param before the value before as plain JSON; null when there was none
 * @param after the value afterwards as plain JSON; null when there is none
 * @param cause who or what did it
 */
public record NewChange(
    Instant at,
    ObjectRef object,
    String field,
    @Nullable Object before,
    @Nullable Object after,
    Cause cause) {}
