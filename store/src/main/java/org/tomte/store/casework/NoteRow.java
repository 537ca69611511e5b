package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.note.Note;

/** How a note is stored. */
final class NoteRow implements RowMapper<Note> {

  @Override
  public Note map(ResultSet row, StatementContext context) throws SQLException {
    return new Note(
        row.getLong("id"),
        new ObjectRef(ObjectKind.of(row.getInt("object_kind")), row.getLong("object_id")),
        Columns.present(row, "text"),
        Columns.presentTime(row, "written"),
        CauseColumns.read(row),
        Columns.time(row, "edited"),
        new Note.Flags(row.getBoolean("pinned"), row.getBoolean("hand_over")),
        Columns.texts(row, "mentions"));
  }
}
