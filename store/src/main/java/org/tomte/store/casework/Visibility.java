package org.tomte.store.casework;

import org.tomte.casework.access.Access;
import org.tomte.casework.change.ObjectKind;

/**
 * What somebody may know, in SQL as {@code Incident.isSeenBy} says it: the one place that decides
 * what of restricted incidents, and of what hangs on them, a query returns.
 *
 * @param access who asks
 */
record Visibility(Access access) {
  private static final String PERSON = "asking";
  private static final String DAEMON = "askingDaemon";

  /**
   * Adds the condition that a row of a table of objects is not hidden.
   *
   * @param kind what the table holds
   * @param table the name or alias under which the query knows the table
   */
  Conditions of(ObjectKind kind, Conditions conditions, String table) {
    return switch (kind) {
      case INCIDENT -> incidents(conditions, table);
      case TASK -> belonging(conditions, table + ".incident");
      case TRIAGE_EVENT -> belonging(conditions, converted(table));
      case NOTE -> objects(conditions, table + ".object_kind", table + ".object_id");
      case INDICATOR, ENTITY -> conditions;
    };
  }

  private Conditions incidents(Conditions conditions, String table) {
    if (access.restricted()) {
      return conditions;
    }
    return bound(conditions, "(%s.restricted IS NOT TRUE OR %s)".formatted(table, seen(table)));
  }

  /**
   * Adds the condition that an object is not hidden, however it hangs on an incident.
   *
   * @param kind SQL that gives the code of its kind
   * @param id SQL that gives its number or id
   */
  Conditions objects(Conditions conditions, String kind, String id) {
    return belonging(conditions, incidentOf(kind, id, true));
  }

  /** Adds the condition that the incident of a number, if there is any, is not hidden. */
  Conditions belonging(Conditions conditions, String number) {
    if (access.restricted()) {
      return conditions;
    }
    String hidden =
        "NOT EXISTS (SELECT FROM incident hidden WHERE hidden.number = %s AND hidden.restricted"
            + " AND (%s) IS NOT TRUE)";
    return bound(conditions, hidden.formatted(number, seen("hidden")));
  }

  /** Whether a restricted incident is for whoever asks; unknown where columns are empty. */
  private String seen(String table) {
    return switch (access.kind()) {
      case PERSON ->
          "%1$s.owner = :%2$s OR :%2$s = ANY (%1$s.investigators) OR :%2$s = ANY (%1$s.visible_to)"
              .formatted(table, PERSON);
      case DAEMON ->
          access.daemon() == null
              ? "false"
              : "%s.cause_daemon = :%s::integer".formatted(table, DAEMON);
      case SYSTEM -> "false";
    };
  }

  private Conditions bound(Conditions conditions, String sql) {
    return switch (access.kind()) {
      case PERSON -> conditions.and(sql, PERSON, access.name());
      case DAEMON ->
          access.daemon() == null
              ? conditions.and(sql)
              : conditions.and(sql, DAEMON, access.daemon());
      case SYSTEM -> conditions.and(sql);
    };
  }

  private static String converted(String table) {
    return "(CASE WHEN %1$s.status = 3 THEN (%1$s.fields ->> 'incident')::bigint END)"
        .formatted(table);
  }

  /** SQL for the number of the incident on which an object hangs; NULL when on none. */
  private static String incidentOf(String kind, String id, boolean notes) {
    String others =
        notes
            ? " WHEN 3 THEN (SELECT %s FROM note WHERE note.id = %s)"
                .formatted(incidentOf("note.object_kind", "note.object_id", false), id)
            : "";
    return """
    (CASE %1$s WHEN 1 THEN %2$s
     WHEN 2 THEN (SELECT %3$s FROM triage_event one WHERE one.id = %2$s)
     WHEN 4 THEN (SELECT one.incident FROM task one WHERE one.number = %2$s)%4$s END)\
    """
        .formatted(kind, id, converted("one"), others);
  }
}
