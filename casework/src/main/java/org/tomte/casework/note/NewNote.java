package org.tomte.casework.note;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;

/**
 * A note to be written.
 *
 * @param object an incident, a triage event or a task
 * @param text plain text
 * @param cause why; null when it is that of the command
 */
public record NewNote(ObjectRef object, String text, @Nullable Cause cause) {

  /** A note for the command's own cause. */
  public static NewNote of(ObjectRef object, String text) {
    return new NewNote(object, text, null);
  }
}
