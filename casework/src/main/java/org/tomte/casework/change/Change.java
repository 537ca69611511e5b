package org.tomte.casework.change;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is stored; never altered.
 *
 * @param position where it stands in the feed
 * @param at when, by the clock of the command
 * @param object what changed
 * @param field the field's name, or one of the constants
 * @param before the value before as plain JSON; null when there was none
 * @param after the value afterwards as plain JSON; null when there is none. For {@link #CREATED} an
 *     incident has its first fields here; a triage event has null, as its own row tells
 * @param cause who or what did it
 */
public record Change(
    ChangePosition position,
    Instant at,
    ObjectRef object,
    String field,
    @Nullable Object before,
    @Nullable Object after,
    Cause cause) {

  /** The object came to be. */
  public static final String CREATED = "created";

  /** A note was written; {@link #after} is its id. */
  public static final String NOTE = "note";
}
