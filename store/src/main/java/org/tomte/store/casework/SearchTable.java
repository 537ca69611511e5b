package org.tomte.store.casework;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldNames;
import org.tomte.store.casework.SearchColumn.Form;

/**
 * Where the objects of a kind are and how SQL asks for their fields.
 *
 * @param name the table
 * @param id the column of the number
 * @param rows reads a row
 * @param columns by name of the field; fields that are not here are in {@code others}
 * @param others the column of JSON that has all other fields
 * @param lines one text with the fields in which a word may stand anywhere
 * @param words the full text; null where there is no index of it
 */
record SearchTable(
    String name,
    String id,
    RowMapper<?> rows,
    Map<String, SearchColumn> columns,
    String others,
    String lines,
    @Nullable String words) {

  private static final String CUSTOM = "custom";
  private static final Set<String> INDEXED = Set.of("owner", "reference", "title");

  private static final SearchTable INCIDENT =
      new SearchTable(
          "incident",
          "number",
          new IncidentRow(),
          columns(
              "number label title description type category severity status phase owner team"
                  + " investigators tags reference link starttime parent restricted"
                  + " visibleTo=visible_to template closingReason=closing_reason"
                  + " closingNote=closing_note duplicateOf=duplicate_of queue slaDue=sla_due"
                  + " slaBreached=sla_breached holdReason=hold_reason heldBy=held_by"
                  + " heldSince=held_since opened closed changed deleted statusSince=status_since"
                  + " phaseSince=phase_since closures reopens"),
          CUSTOM,
          "(label || E'\\n' || coalesce(title, '') || E'\\n' || coalesce(reference, ''))",
          "words_of(label, title, reference, tags, description)");

  private static final SearchTable TASK =
      new SearchTable(
          "task",
          "number",
          new TaskRow(),
          columns(
              "number key title description type priority status phase owner team due progress tags"
                  + " reference link incident mergedFrom=merged_from closingReason=closing_reason"
                  + " closingNote=closing_note closedBy=closed_by authoriser approval"
                  + " approvalBy=approval_by"
                  + " approvalAt=approval_at approvalReason=approval_reason starttime started"
                  + " reminder estimate effort waitsFor=waits_for created closed changed"),
          CUSTOM,
          "(coalesce(title, '') || E'\\n' || coalesce(reference, ''))",
          "words_of(NULL, title, reference, tags, description)");

  private static final SearchTable INDICATOR =
      new SearchTable(
          "indicator",
          "id",
          new IndicatorRow(),
          digested(
              columns(
                  "id type value description category severity confidence tlp sources tags"
                      + " reference link validUntil=valid_until firstSeen=first_seen"
                      + " lastSeen=last_seen sightings created changed")),
          CUSTOM,
          "(value || E'\\n' || coalesce(reference, ''))",
          null);

  private static final SearchTable TRIAGE_EVENT =
      new SearchTable(
          "triage_event",
          "id",
          new TriageRow(),
          triage(),
          "fields",
          "(coalesce(title, '') || E'\\n' || coalesce(fields ->> 'reference', ''))",
          null);

  static SearchTable of(ObjectKind kind) {
    return switch (kind) {
      case INCIDENT -> INCIDENT;
      case TRIAGE_EVENT -> TRIAGE_EVENT;
      case TASK -> TASK;
      case INDICATOR -> INDICATOR;
      case NOTE, ENTITY ->
          throw new IllegalArgumentException("there is no search for " + kind.word());
    };
  }

  SearchColumn column(String field) {
    SearchColumn column = columns.get(field);
    if (column != null) {
      return column;
    }
    if (others.equals(CUSTOM) && !field.startsWith(FieldNames.CUSTOM_PREFIX)) {
      throw new IllegalStateException("the table %s has no column for %s".formatted(name, field));
    }
    return new SearchColumn(others, Form.JSON);
  }

  /** Names of fields, with the name of the column behind {@code =} where it is another. */
  private static Map<String, SearchColumn> columns(String names) {
    Map<String, SearchColumn> columns = new HashMap<>();
    for (String each : names.split(" ", -1)) {
      String[] parts = each.split("=", -1);
      String column = parts[parts.length - 1];
      columns.put(
          parts[0], new SearchColumn(column, INDEXED.contains(column) ? Form.CUT : Form.PLAIN));
    }
    columns.put(
        "createdBy.kind",
        SearchColumn.plain(
            "(CASE cause WHEN 1 THEN 'daemon' WHEN 2 THEN 'person' WHEN 3 THEN 'import' END)"));
    columns.put("createdBy.name", SearchColumn.plain("cause_name"));
    columns.put("createdBy.daemon", SearchColumn.plain("cause_daemon"));
    columns.put("createdBy.rule", SearchColumn.plain("cause_rule"));
    return columns;
  }

  private static Map<String, SearchColumn> triage() {
    Map<String, SearchColumn> columns =
        unindexed(columns("id title type severity link created observables"));
    columns.put(
        FieldNames.STATUS,
        SearchColumn.plain(
            "(CASE status WHEN 0 THEN 'new' WHEN 1 THEN 'grabbed' WHEN 2 THEN 'discarded'"
                + " WHEN 3 THEN 'converted' END)"));
    return columns;
  }

  private static Map<String, SearchColumn> digested(Map<String, SearchColumn> columns) {
    columns.put(FieldNames.VALUE, new SearchColumn("value", Form.DIGESTED));
    return unindexed(columns);
  }

  private static Map<String, SearchColumn> unindexed(Map<String, SearchColumn> columns) {
    columns.replaceAll(
        (_, column) -> column.form() == Form.CUT ? SearchColumn.plain(column.sql()) : column);
    return columns;
  }
}
