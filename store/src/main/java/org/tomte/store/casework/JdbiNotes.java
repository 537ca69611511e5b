package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.Notes;

/** Notes in the database. */
final class JdbiNotes implements Notes {

  private static final String INSERT =
      """
      INSERT INTO note (id, object_kind, object_id, text, written, %s)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
          .formatted(CauseColumns.NAMES);

  private final Handle handle;

  JdbiNotes(Handle handle) {
    this.handle = handle;
  }

  @Override
  public List<Long> takeIds(int count) {
    return Sequence.take(handle, count);
  }

  @Override
  public void insert(List<Note> notes) {
    Batch.execute(
        handle,
        "new notes",
        INSERT,
        notes,
        (row, note) ->
            row.number(note.id())
                .small(note.object().kind().code())
                .number(note.object().id())
                .text(note.text())
                .time(note.written())
                .cause(note.by()));
  }
}
