package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageStatus;
import org.tomte.store.sql.CopyBuffer;
import org.tomte.store.sql.Parameters;

/** How a triage event is stored: what queues show in columns, the rest as JSON. */
final class TriageRow implements RowMapper<TriageEvent> {
  private static final Set<String> COLUMNS =
      Set.of(FieldNames.TITLE, FieldNames.TYPE, FieldNames.SEVERITY, FieldNames.LINK);

  /** What an edit can change: status, the columns above, fields, observables, set_by_person. */
  static void writeState(Parameters row, TriageEvent event) throws SQLException {
    FieldValues fields = event.fields();
    writeColumns(row.integer(event.status().code()), fields)
        .text(JsonColumn.write(others(fields)))
        .texts(event.observables().stream().map(EntityName::toString).toList())
        .texts(event.setByPerson());
  }

  /** The same for many rows at once. */
  static void copyState(CopyBuffer row, TriageEvent event) {
    FieldValues fields = event.fields();
    row.small(event.status().code())
        .text(fields.text(FieldNames.TITLE))
        .text(fields.text(FieldNames.TYPE))
        .text(fields.text(FieldNames.SEVERITY))
        .text(fields.text(FieldNames.LINK))
        .json(inColumns(fields) ? null : JsonColumn.write(others(fields)))
        .texts(event.observables().stream().map(EntityName::toString).toList())
        .texts(event.setByPerson());
  }

  /** Title, type, severity, link. */
  static Parameters writeColumns(Parameters row, FieldValues fields) throws SQLException {
    return row.text(fields.text(FieldNames.TITLE))
        .text(fields.text(FieldNames.TYPE))
        .text(fields.text(FieldNames.SEVERITY))
        .text(fields.text(FieldNames.LINK));
  }

  /** Whether the columns hold all fields. */
  static boolean inColumns(FieldValues fields) {
    return COLUMNS.containsAll(fields.names());
  }

  /** About how many bytes a row has. */
  static long bytes(TriageEvent event) {
    String description = event.fields().text(FieldNames.DESCRIPTION);
    return 500L + (description == null ? 0 : description.length());
  }

  private static @Nullable Map<String, Object> others(FieldValues fields) {
    Map<String, Object> others = new TreeMap<>(fields.asMap());
    others.keySet().removeAll(COLUMNS);
    return others.isEmpty() ? null : others;
  }

  @Override
  public TriageEvent map(ResultSet row, StatementContext context) throws SQLException {
    Map<String, Object> values = new TreeMap<>();
    for (String column : COLUMNS) {
      String value = row.getString(column);
      if (value != null) {
        values.put(column, value);
      }
    }
    JsonColumn.readObject(row.getString("fields"))
        .forEach((name, value) -> {
          if (value != null) {
            values.put(name, value);
          }
        });
    return new TriageEvent(
        row.getLong("id"),
        TriageStatus.of(row.getInt("status")),
        FieldValues.of(values),
        Columns.texts(row, "observables").stream().map(EntityName::parse).toList(),
        Set.copyOf(Columns.texts(row, "set_by_person")),
        Columns.presentTime(row, "created"),
        CauseColumns.read(row));
  }
}
