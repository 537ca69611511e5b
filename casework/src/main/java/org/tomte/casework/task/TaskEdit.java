package org.tomte.casework.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Something to be done with an existing task.
 *
 * @param number the task's number
 * @param action what to do
 * @param cause why; null when it is that of the command
 */
public record TaskEdit(long number, Action action, @Nullable Cause cause) {

  /** An edit for the command's own cause. */
  public static TaskEdit of(long number, Action action) {
    return new TaskEdit(number, action, null);
  }

  /** What can be done with a task. */
  public sealed interface Action {

    /**
     * Sets fields; the progress of a closed task stays as it is.
     *
     * @param fields field names and plain JSON values; null empties a field
     * @param force whether a daemon overwrites fields that a person set
     */
    record Set(Map<String, @Nullable Object> fields, boolean force) implements Action {}

    /**
     * Closes it, whatever its progress; a task that is closed stays as it is.
     *
     * @param reason a word or two
     * @param note what remains to be said; may be null
     * @param force whether a daemon closes it although a person opened it again
     */
    record Close(String reason, @Nullable String note, boolean force) implements Action {}

    /**
     * Closes it because it is no longer needed, as when its incident is closed: whatever it waits
     * for, and without an approval, as nothing is done. Rules and people do not ask for it.
     *
     * @param reason a word or two
     */
    record Withdraw(String reason) implements Action {}

    /** Opens a closed task again, to be approved anew; an open one stays as it is. */
    record Reopen() implements Action {}

    /** Says that work on it has begun; one that has begun or is closed stays as it is. */
    record Start() implements Action {}

    /**
     * Lets it be closed. Its authoriser and administrators can, but none who worked on it while
     * somebody else could.
     *
     * @param why may be null
     */
    record Approve(@Nullable String why) implements Action {}

    /**
     * Says that it may not be closed as it is; whoever can approve can decline.
     *
     * @param why what is missing
     */
    record Decline(String why) implements Action {}
  }
}
