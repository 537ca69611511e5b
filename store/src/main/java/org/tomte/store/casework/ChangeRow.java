package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;

/** Reads changes, also those that triage events' own rows stand for. */
final class ChangeRow implements RowMapper<Change> {

  /** The columns of a change row. */
  static final String CHANGE =
      "xid::text::bigint AS place, sequence, at, object_kind, object_id, field,"
          + " before::text AS before, after::text AS after, "
          + CauseColumns.NAMES;

  /** The same columns of the change that a triage event's own row stands for. */
  static final String CREATION =
      "xid::text::bigint AS place, id AS sequence, created AS at, 2::smallint AS object_kind,"
          + " id AS object_id, 'created' AS field, NULL AS before, NULL AS after, "
          + CauseColumns.NAMES;

  @Override
  public Change map(ResultSet row, StatementContext context) throws SQLException {
    return new Change(
        new ChangePosition(row.getLong("place"), row.getLong("sequence")),
        Columns.presentTime(row, "at"),
        new ObjectRef(ObjectKind.of(row.getInt("object_kind")), row.getLong("object_id")),
        Columns.present(row, "field"),
        JsonColumn.read(row.getString("before")),
        JsonColumn.read(row.getString("after")),
        CauseColumns.read(row));
  }
}
