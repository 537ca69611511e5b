package org.tomte.casework.note;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Something to be done with an existing note.
 *
 * @param id the note's id
 * @param action what to do
 * @param cause why; null when it is that of the command
 */
public record NoteEdit(long id, Action action, @Nullable Cause cause) {

  /** An edit for the command's own cause. */
  public static NoteEdit of(long id, Action action) {
    return new NoteEdit(id, action, null);
  }

  /** What can be done with a note. */
  public sealed interface Action {

    /** Gives it another text; only whoever wrote it can. */
    record Rewrite(String text) implements Action {}

    /**
     * Flags it or takes flags off; anybody can.
     *
     * @param pinned null to leave it as it is
     * @param handOver null to leave it as it is
     */
    record Flag(@Nullable Boolean pinned, @Nullable Boolean handOver) implements Action {}

    /** Deletes it; only whoever wrote it and administrators can. The history keeps the text. */
    record Delete() implements Action {}
  }
}
