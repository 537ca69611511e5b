package org.tomte.store.casework;

import static org.tomte.store.casework.FieldColumn.Kind.TEXT;
import static org.tomte.store.casework.FieldColumn.Kind.TEXTS;
import static org.tomte.store.casework.FieldColumn.Kind.TIME;
import static org.tomte.store.casework.FieldColumn.Kind.WHOLE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskKey;
import org.tomte.store.sql.Parameters;

/** How a task is stored. */
final class TaskRow implements RowMapper<Task> {

  private static final FieldColumns FIELDS =
      new FieldColumns(
          List.of(
              new FieldColumn(FieldNames.INCIDENT, "incident", WHOLE),
              new FieldColumn(FieldNames.STATUS, "status", TEXT),
              new FieldColumn(FieldNames.PROGRESS, "progress", WHOLE),
              new FieldColumn(FieldNames.TITLE, "title", TEXT),
              new FieldColumn(FieldNames.DESCRIPTION, "description", TEXT),
              new FieldColumn(FieldNames.TYPE, "type", TEXT),
              new FieldColumn(FieldNames.PRIORITY, "priority", TEXT),
              new FieldColumn(FieldNames.PHASE, "phase", TEXT),
              new FieldColumn(FieldNames.OWNER, "owner", TEXT),
              new FieldColumn(FieldNames.TEAM, "team", TEXT),
              new FieldColumn(FieldNames.DUE, "due", TIME),
              new FieldColumn(FieldNames.TAGS, "tags", TEXTS),
              new FieldColumn(FieldNames.REFERENCE, "reference", TEXT),
              new FieldColumn(FieldNames.LINK, "link", TEXT),
              new FieldColumn(FieldNames.MERGED_FROM, "merged_from", WHOLE),
              new FieldColumn(FieldNames.CLOSING_REASON, "closing_reason", TEXT),
              new FieldColumn(FieldNames.CLOSING_NOTE, "closing_note", TEXT),
              new FieldColumn(FieldNames.CLOSED_BY, "closed_by", TEXT),
              new FieldColumn(FieldNames.AUTHORISER, "authoriser", TEXT),
              new FieldColumn(FieldNames.APPROVAL, "approval", TEXT),
              new FieldColumn(FieldNames.APPROVAL_BY, "approval_by", TEXT),
              new FieldColumn(FieldNames.APPROVAL_AT, "approval_at", TIME),
              new FieldColumn(FieldNames.APPROVAL_REASON, "approval_reason", TEXT),
              new FieldColumn(FieldNames.START_TIME, "starttime", TIME),
              new FieldColumn(FieldNames.STARTED, "started", TIME),
              new FieldColumn(FieldNames.REMINDER, "reminder", TIME),
              new FieldColumn(FieldNames.ESTIMATE, "estimate", WHOLE),
              new FieldColumn(FieldNames.EFFORT, "effort", WHOLE),
              new FieldColumn(FieldNames.WAITS_FOR, "waits_for", TEXTS)));

  /** What an edit can change, in the order in which {@link #writeState} writes it. */
  static final List<String> STATE_COLUMNS =
      FIELDS.names("set_by_person", "created", "closed", "changed", "version");

  static void writeState(Parameters row, Task task) throws SQLException {
    FIELDS.write(row, task.fields());
    row.array("text", task.setByPerson().toArray())
        .time(task.times().created())
        .time(task.times().closed())
        .time(task.times().changed())
        .number(task.version());
  }

  /** About how many bytes a row has. */
  static long bytes(Task task) {
    return 1_000L
        + length(task.fields().text(FieldNames.DESCRIPTION))
        + length(task.fields().text(FieldNames.CLOSING_NOTE));
  }

  static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  @Override
  public Task map(ResultSet row, StatementContext context) throws SQLException {
    return new Task(
        row.getLong("number"),
        key(row),
        FIELDS.read(row),
        Set.copyOf(Columns.texts(row, "set_by_person")),
        new Task.Times(
            Columns.presentTime(row, "created"),
            Columns.time(row, "closed"),
            Columns.presentTime(row, "changed")),
        CauseColumns.read(row),
        row.getLong("version"));
  }

  private static @Nullable TaskKey key(ResultSet row) throws SQLException {
    String key = row.getString("key");
    return key == null ? null : new TaskKey(row.getInt("key_daemon"), key);
  }
}
