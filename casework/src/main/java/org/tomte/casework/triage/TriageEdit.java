package org.tomte.casework.triage;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Something to be done with an existing triage event.
 *
 * @param id the event's id
 * @param action what to do
 * @param cause why; null when it is that of the command
 */
public record TriageEdit(long id, Action action, @Nullable Cause cause) {

  /** An edit for the command's own cause. */
  public static TriageEdit of(long id, Action action) {
    return new TriageEdit(id, action, null);
  }

  /** What can be done with a triage event. */
  public sealed interface Action {

    /**
     * Sets fields; refused when the event is discarded or converted.
     *
     * @param fields field names and plain JSON values; null empties a field
     * @param force whether a daemon overwrites fields that a person set
     */
    record Set(Map<String, @Nullable Object> fields, boolean force) implements Action {}

    /**
     * Takes it to judge it, also from somebody else.
     *
     * @param owner the person who judges it
     */
    record Grab(String owner) implements Action {}

    /**
     * Gives it to somebody else to judge; where it stands stays as it is.
     *
     * @param owner the person who is to judge it
     */
    record Reassign(String owner) implements Action {}

    /**
     * Says that there is nothing to do.
     *
     * @param reason one of the settings', or any when those take others
     */
    record Discard(String reason) implements Action {}
  }
}
