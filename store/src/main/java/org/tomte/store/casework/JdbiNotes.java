package org.tomte.store.casework;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.Notes;
import org.tomte.store.sql.MultiRow;

/** Notes in the database. */
final class JdbiNotes implements Notes {

  private static final MultiRow<Note> INSERT =
      new MultiRow<>(
          """
          INSERT INTO note (id, object_kind, object_id, text, written, edited, pinned, hand_over,
            mentions, %s)
          VALUES\
          """
              .formatted(CauseColumns.NAMES),
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          (row, note) -> {
            row.number(note.id())
                .integer(note.object().kind().code())
                .number(note.object().id())
                .text(note.text())
                .time(note.written())
                .time(note.edited())
                .flag(note.flags().pinned())
                .flag(note.flags().handOver())
                .texts(note.mentions());
            CauseColumns.bind(row, note.by());
          },
          note -> note.text().length());

  private static final String UPDATE =
      """
      UPDATE note SET text = ?, edited = ?, pinned = ?, hand_over = ?, mentions = ? WHERE id = ?
      """;

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

  @Override
  public List<Note> of(ObjectRef object) {
    return read(
        handle,
        new Conditions()
            .and("object_kind = :kind", "kind", object.kind().code())
            .and("object_id = :id", "id", object.id()));
  }

  static List<Note> read(Handle handle, Conditions conditions) {
    String sql = "SELECT * FROM note WHERE %s ORDER BY id".formatted(conditions.text());
    return conditions.bind(handle.createQuery(sql)).map(new NoteRow()).list();
  }

  @Override
  public Map<Long, Note> find(Collection<Long> ids) {
    return find(handle, ids, "");
  }

  @Override
  public Map<Long, Note> lock(Collection<Long> ids) {
    return find(handle, ids, "FOR UPDATE");
  }

  static Map<Long, Note> find(Handle handle, Collection<Long> ids, String locking) {
    Map<Long, Note> found = new TreeMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    handle
        .createQuery("SELECT * FROM note WHERE id = ANY (:ids) ORDER BY id " + locking)
        .bind("ids", Bound.longs(ids))
        .map(new NoteRow())
        .forEach(note -> found.put(note.id(), note));
    return found;
  }

  @Override
  public void update(Collection<Note> notes) {
    Batch.execute(
        handle,
        "changes of notes",
        UPDATE,
        notes,
        (row, note) ->
            row.text(note.text())
                .time(note.edited())
                .flag(note.flags().pinned())
                .flag(note.flags().handOver())
                .texts(note.mentions())
                .number(note.id()));
  }

  @Override
  public void delete(Collection<Long> ids) {
    Batch.execute(
        handle, "deleted notes", "DELETE FROM note WHERE id = ?", ids, (row, id) -> row.number(id));
  }
}
