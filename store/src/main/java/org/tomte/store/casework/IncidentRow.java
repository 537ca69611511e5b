package org.tomte.store.casework;

import static org.tomte.store.casework.FieldColumn.Kind.FLAG;
import static org.tomte.store.casework.FieldColumn.Kind.JSON;
import static org.tomte.store.casework.FieldColumn.Kind.TEXT;
import static org.tomte.store.casework.FieldColumn.Kind.TEXTS;
import static org.tomte.store.casework.FieldColumn.Kind.TIME;
import static org.tomte.store.casework.FieldColumn.Kind.WHOLE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.store.sql.Parameters;

/** How an incident is stored: known fields in columns of their own, custom ones as JSON. */
final class IncidentRow implements RowMapper<Incident> {

  private static final List<FieldColumn> FIELDS =
      List.of(
          new FieldColumn(FieldNames.TITLE, "title", TEXT),
          new FieldColumn(FieldNames.DESCRIPTION, "description", TEXT),
          new FieldColumn(FieldNames.TYPE, "type", TEXT),
          new FieldColumn(FieldNames.CATEGORY, "category", TEXT),
          new FieldColumn(FieldNames.SEVERITY, "severity", TEXT),
          new FieldColumn(FieldNames.STATUS, "status", TEXT),
          new FieldColumn(FieldNames.PHASE, "phase", TEXT),
          new FieldColumn(FieldNames.OWNER, "owner", TEXT),
          new FieldColumn(FieldNames.TEAM, "team", TEXT),
          new FieldColumn(FieldNames.INVESTIGATORS, "investigators", TEXTS),
          new FieldColumn(FieldNames.TAGS, "tags", TEXTS),
          new FieldColumn(FieldNames.REFERENCE, "reference", TEXT),
          new FieldColumn(FieldNames.LINK, "link", TEXT),
          new FieldColumn(FieldNames.START_TIME, "starttime", TIME),
          new FieldColumn(FieldNames.PARENT, "parent", WHOLE),
          new FieldColumn(FieldNames.RESTRICTED, "restricted", FLAG),
          new FieldColumn(FieldNames.VISIBLE_TO, "visible_to", TEXTS),
          new FieldColumn(FieldNames.ROLES, "roles", JSON),
          new FieldColumn(FieldNames.QUEUE, "queue", TEXT),
          new FieldColumn(FieldNames.DUPLICATE_OF, "duplicate_of", WHOLE),
          new FieldColumn(FieldNames.SLA_DUE, "sla_due", TIME),
          new FieldColumn(FieldNames.SLA_BREACHED, "sla_breached", TIME),
          new FieldColumn(FieldNames.HOLD_REASON, "hold_reason", TEXT),
          new FieldColumn(FieldNames.HELD_BY, "held_by", TEXT),
          new FieldColumn(FieldNames.HELD_SINCE, "held_since", TIME),
          new FieldColumn(FieldNames.TEMPLATE, "template", TEXT),
          new FieldColumn(FieldNames.CLOSING_REASON, "closing_reason", TEXT),
          new FieldColumn(FieldNames.CLOSING_NOTE, "closing_note", TEXT));

  /** What an edit can change, in the order in which {@link #writeState} writes it. */
  static final List<String> STATE_COLUMNS =
      Stream.concat(
              FIELDS.stream().map(FieldColumn::column),
              Stream.of(
                  "custom",
                  "set_by_person",
                  "opened",
                  "closed",
                  "closures",
                  "reopens",
                  "changed",
                  "status_since",
                  "phase_since",
                  "deleted",
                  "version"))
          .toList();

  static void writeState(Parameters row, Incident incident) throws SQLException {
    for (FieldColumn field : FIELDS) {
      field.write(row, incident.fields());
    }
    Lifecycle life = incident.lifecycle();
    row.text(JsonColumn.write(custom(incident.fields())))
        .array("text", incident.setByPerson().toArray())
        .time(life.opened())
        .time(life.closed())
        .integer(life.closures())
        .integer(life.reopens())
        .time(life.changed())
        .time(life.statusSince())
        .time(life.phaseSince())
        .time(life.deleted())
        .number(incident.version());
  }

  /** About how many bytes a row has. */
  static long bytes(Incident incident) {
    return 1_000L
        + length(incident.fields().text(FieldNames.DESCRIPTION))
        + length(incident.fields().text(FieldNames.CLOSING_NOTE));
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static @Nullable Map<String, Object> custom(FieldValues fields) {
    Map<String, Object> custom =
        fields.asMap().entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(FieldNames.CUSTOM_PREFIX))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return custom.isEmpty() ? null : custom;
  }

  @Override
  public Incident map(ResultSet row, StatementContext context) throws SQLException {
    Map<String, Object> values = new TreeMap<>();
    for (FieldColumn field : FIELDS) {
      Object value = field.read(row);
      if (value != null) {
        values.put(field.field(), value);
      }
    }
    JsonColumn.readObject(row.getString("custom"))
        .forEach((name, value) -> {
          if (value != null) {
            values.put(name, value);
          }
        });
    return new Incident(
        row.getLong("number"),
        Columns.present(row, "label"),
        FieldValues.of(values),
        Set.copyOf(Columns.texts(row, "set_by_person")),
        lifecycle(row),
        CauseColumns.read(row),
        row.getLong("version"));
  }

  private static Lifecycle lifecycle(ResultSet row) throws SQLException {
    return new Lifecycle(
        Columns.presentTime(row, "opened"),
        Columns.time(row, "closed"),
        row.getInt("closures"),
        row.getInt("reopens"),
        Columns.presentTime(row, "changed"),
        Columns.presentTime(row, "status_since"),
        Columns.presentTime(row, "phase_since"),
        Columns.time(row, "deleted"));
  }
}
