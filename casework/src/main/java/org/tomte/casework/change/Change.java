package org.tomte.casework.change;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change as it is stored; never altered.
 *
 * @param position where it stands in the feed
 * @param at when, by the clock of the command
 * @param object what changed
 * @param field the field's name, or one of the constants
 * @param before the value before as plain JSON; null when there was none
 * @param after the value afterwards as plain JSON; null when there is none. For {@link #CREATED} a
 *     triage event has null here, as its own row tells; others have their first fields
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

  /** A task was made for the incident; {@link #after} is its number. */
  public static final String TASK = "task";

  /**
   * The incident was deleted at {@link #after}, or restored. The entity was deleted; {@link
   * #before} is what it was.
   */
  public static final String DELETED = "deleted";

  /** Another incident was merged into this one; {@link #after} is its number. */
  public static final String MERGED = "merged";

  /** The incident was made as a copy; {@link #after} is the number of the other. */
  public static final String CLONED = "cloned";

  /** Which team is responsible and why; {@link #after} is a sentence. */
  public static final String RESPONSIBLE = "responsible";

  /** An incident was removed for good; {@link #after} is its label. */
  public static final String PURGED = "purged";

  /**
   * A note was written; {@link #after} is its id. When it was edited, {@link #before} and {@link
   * #after} have its id and what changed; when it was deleted, there is no {@link #after}.
   */
  public static final String NOTE = "note";

  /** A file was attached, or removed when there is no {@link #after}; both say which. */
  public static final String ATTACHMENT = "attachment";

  /** A triage event became part of the incident; {@link #after} is its id. */
  public static final String TRIAGE_EVENT = "triageEvent";

  /** A person tied an entity to the object, or untied it; both are its type and value. */
  public static final String ENTITY = "entity";

  /** What changes are told by these words, which are no fields and cannot be set back. */
  public static final Set<String> TOLD =
      Set.of(CREATED, TASK, NOTE, ATTACHMENT, TRIAGE_EVENT, ENTITY);
}
