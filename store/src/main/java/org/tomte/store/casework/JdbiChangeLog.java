package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.change.ChangeLog;
import org.tomte.casework.change.NewChange;

/** The change log in the database. */
final class JdbiChangeLog implements ChangeLog {

  private static final String INSERT =
      """
      INSERT INTO change (at, object_kind, object_id, field, before, after, %s)
      VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)
      """
          .formatted(CauseColumns.NAMES);

  private final Handle handle;

  JdbiChangeLog(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void append(List<NewChange> changes) {
    Batch.execute(
        handle,
        "changes",
        INSERT,
        changes,
        (row, change) ->
            row.time(change.at())
                .small(change.object().kind().code())
                .number(change.object().id())
                .text(change.field())
                .text(JsonColumn.write(change.before()))
                .text(JsonColumn.write(change.after()))
                .cause(change.cause()));
  }
}
