package org.tomte.casework.note;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;

/**
 * A note to be written.
 *
 * @param object an incident, a triage event, a task, an indicator or an entity
 * @param text plain text; {@code @ann} mentions a person
 * @param flags what stands beside the text
 * @param cause why; null when it is that of the command
 */
public record NewNote(ObjectRef object, String text, Note.Flags flags, @Nullable Cause cause) {

  /** An ordinary note. */
  public NewNote(ObjectRef object, String text, @Nullable Cause cause) {
    this(object, text, Note.Flags.NONE, cause);
  }

  /** An ordinary note for the command's own cause. */
  public static NewNote of(ObjectRef object, String text) {
    return new NewNote(object, text, null);
  }
}
