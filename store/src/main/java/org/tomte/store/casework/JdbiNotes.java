package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.Notes;
import org.tomte.store.sql.MultiRow;

/** Notes in the database. */
final class JdbiNotes implements Notes {

  private static final MultiRow<Note> INSERT =
      new MultiRow<>(
          "INSERT INTO note (id, object_kind, object_id, text, written, %s) VALUES"
              .formatted(CauseColumns.NAMES),
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          (row, note) -> {
            row.number(note.id())
                .integer(note.object().kind().code())
                .number(note.object().id())
                .text(note.text())
                .time(note.written());
            CauseColumns.bind(row, note.by());
          },
          note -> note.text().length());

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
    Batch.insert(handle, "new notes", INSERT, notes);
  }
}
