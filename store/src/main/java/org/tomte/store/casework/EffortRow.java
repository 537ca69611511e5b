package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.tomte.casework.task.Effort;
import org.tomte.store.sql.MultiRow;

/** How what was spent on a task is stored. */
final class EffortRow implements RowMapper<Effort> {

  static final MultiRow<Effort> INSERT =
      new MultiRow<>(
          "INSERT INTO task_effort (id, task, person, at, seconds, text, written, %s) VALUES"
              .formatted(CauseColumns.NAMES),
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          (row, effort) -> {
            row.number(effort.id())
                .number(effort.task())
                .text(effort.person())
                .time(effort.at())
                .number(effort.seconds())
                .text(effort.text())
                .time(effort.written());
            CauseColumns.bind(row, effort.by());
          });

  @Override
  public Effort map(ResultSet row, StatementContext context) throws SQLException {
    return new Effort(
        row.getLong("id"),
        row.getLong("task"),
        Columns.present(row, "person"),
        Columns.presentTime(row, "at"),
        row.getLong("seconds"),
        row.getString("text"),
        Columns.presentTime(row, "written"),
        CauseColumns.read(row));
  }
}
