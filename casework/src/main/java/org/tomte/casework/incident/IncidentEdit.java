package org.tomte.casework.incident;

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
     * Closes it; an incident that is closed stays as it is.
     *
     * @param reason a word or two
     * @param note what remains to be said; may be null
     * @param force whether a daemon closes it although a person set the status
     */
    record Close(String reason, @Nullable String note, boolean force) implements Action {}

    /**
     * Opens a closed incident again, also when a person closed it: whoever asks for it knows that
     * it was closed. An incident that is open stays as it is.
     */
    record Reopen() implements Action {}
  }
}
