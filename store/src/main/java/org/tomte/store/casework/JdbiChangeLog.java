package org.tomte.store.casework;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeLog;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.store.sql.MultiRow;

/** The change log in the database. */
final class JdbiChangeLog implements ChangeLog {

  private static final MultiRow<NewChange> INSERT =
      new MultiRow<>(
          "INSERT INTO change (at, object_kind, object_id, field, before, after, %s) VALUES"
              .formatted(CauseColumns.NAMES),
          "(?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?)",
          "",
          (row, change) -> {
            row.time(change.at())
                .integer(change.object().kind().code())
                .number(change.object().id())
                .text(change.field())
                .text(JsonColumn.write(change.before()))
                .text(JsonColumn.write(change.after()));
            CauseColumns.bind(row, change.cause());
          },
          change -> size(change.before()) + size(change.after()));

  private final Handle handle;

  JdbiChangeLog(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void append(List<NewChange> changes) {
    Batch.insert(handle, "changes", INSERT, changes);
  }

  @Override
  public List<Change> of(ObjectRef object) {
    return Histories.of(
        handle,
        new Conditions()
            .and("object_kind = :kind", "kind", object.kind().code())
            .and("object_id = :id", "id", object.id()));
  }

  /** About how many bytes a value takes; only texts and the fields of a new incident are large. */
  private static long size(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case Map<?, ?> fields -> fields.values().stream().mapToLong(JdbiChangeLog::size).sum();
      case null, default -> 50;
    };
  }
}
