package org.tomte.casework.incident;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Something to be done with an existing incident.
 *
 * @param number the incident's number
 * @param action what to do
 * @param cause why; null when it is that of the command
 */
public record IncidentEdit(long number, Action action, @Nullable Cause cause) {

  /** An edit for the command's own cause. */
  public static IncidentEdit of(long number, Action action) {
    return new IncidentEdit(number, action, null);
  }

  /** What can be done with an incident. */
  public sealed interface Action {

    /**
     * Sets fields.
     *
     * @param fields field names and plain JSON values; null empties a field
     * @param force whether a daemon overwrites fields that a person set
     */
    record Set(Map<String, @Nullable Object> fields, boolean force) implements Action {}

    /**
     * Closes it by the rules of the workflow; an incident that is closed stays as it is.
     *
     * @param reason a word or two; empty for none
     * @param note what remains to be said; may be null
     * @param force whether a daemon closes it although a person set the status, or a person closes
     *     it although mandatory phases or tasks are open
     */
    record Close(String reason, @Nullable String note, boolean force) implements Action {}

    /**
     * Opens a closed incident again, also when a person closed it: whoever asks for it knows that
     * it was closed. An incident that is open stays as it is.
     */
    record Reopen() implements Action {}

    /**
     * Adds people who work on it; those who do already only get the role.
     *
     * @param names log-in names
     * @param role what they do, such as lead, analyst or observer; null for none in particular
     */
    record AddInvestigators(List<String> names, @Nullable String role) implements Action {
      /** Copies the names. */
      public AddInvestigators {
        names = List.copyOf(names);
      }
    }

    /** Deletes it; it is kept and can be restored. One that is held cannot be deleted. */
    record Delete() implements Action {}

    /** Takes it back that it was deleted. */
    record Restore() implements Action {}

    /**
     * Says that nothing of it may be removed; it works on deleted incidents too. Another hold
     * replaces the reason.
     *
     * @param reason why
     */
    record Hold(String reason) implements Action {}

    /** Takes the hold away. */
    record Release() implements Action {}
  }
}
