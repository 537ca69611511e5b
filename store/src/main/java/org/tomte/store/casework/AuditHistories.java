package org.tomte.store.casework;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of people's doings, and where. Each history gives the columns at, id, who, what,
 * object, before, after, why.
 */
final class AuditHistories {

  /** What has no history of its own. */
  private static final String OWN =
      """
      SELECT at, id, who, what, object, before, after, why FROM audit
      WHERE object_kind IS NULL OR (%s)
      """;

  private static final String KIND =
      """
      CASE object_kind WHEN 1 THEN 'incident ' WHEN 2 THEN 'triage-event ' WHEN 3 THEN 'note '
        WHEN 4 THEN 'task ' WHEN 5 THEN 'indicator ' ELSE 'object ' END || object_id\
      """;

  private static final String WHO =
      "CASE cause WHEN 2 THEN cause_name ELSE 'import of ' || cause_name END";

  /** A value in words: texts without quotes, lists with commas, whole objects not at all. */
  private static String value(String column) {
    return """
    CASE jsonb_typeof(%1$s) WHEN 'object' THEN NULL
      WHEN 'array' THEN (SELECT string_agg(e, ', ') FROM jsonb_array_elements_text(%1$s) e)
      ELSE %1$s #>> '{}' END\
    """
        .formatted(column);
  }

  private static final String CHANGES =
      """
      SELECT at, sequence AS id, %s AS who,
        CASE WHEN field IN ('created', 'note', 'task') THEN field ELSE 'set ' || field END AS what,
        %s AS object, %s AS before, %s AS after, '' AS why
      FROM change WHERE cause <> 1 AND %s
      """;

  private static final String TRIAGE =
      """
      SELECT created AS at, id, %s AS who, 'created' AS what, 'triage-event ' || id AS object,
        NULL AS before, NULL AS after, '' AS why
      FROM (SELECT *, 2 AS object_kind, id AS object_id FROM triage_event WHERE cause <> 1) AS made
      WHERE %s
      """;

  private static final String DEFINITIONS =
      """
      SELECT r.at, (r.definition::bigint << 32) + r.number AS id, r.who,
        'definition ' || lower(replace(r.change, '_', '-')) AS what,
        d.kind || ' ' || r.name AS object,
        CASE WHEN r.number > 1 THEN 'revision ' || (r.number - 1) END AS before,
        CASE WHEN upper(r.change) <> 'DELETED' THEN 'revision ' || r.number END AS after, r.why
      FROM definition_revision r JOIN definition d ON d.id = r.definition
      """;

  private static final String SWITCHES =
      """
      SELECT s.at, s.daemon::bigint AS id, s.who,
        CASE WHEN s.enabled THEN 'enabled' ELSE 'disabled' END AS what,
        'daemon ' || d.name AS object, NULL AS before, NULL AS after, s.why
      FROM daemon_switch s JOIN definition d ON d.id = s.daemon
      """;

  private static final String POINTERS =
      """
      SELECT c.at, c.id, c.who, 'pointer moved' AS what,
        'daemon ' || coalesce(d.name, s.daemon::text) || ', stream ' || s.name AS object,
        c.before_words AS before, c.after_words AS after, c.why
      FROM pointer_change c JOIN stream s ON s.id = c.stream LEFT JOIN definition d ON d.id = s.daemon
      """;

  private static final String PAUSES =
      """
      SELECT said AS at, id, who, 'connection paused' AS what, 'connection ' || connection AS object,
        NULL AS before, 'until ' || to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          AS after, why
      FROM connection_pause
      """;

  private static final String RESUMES =
      """
      SELECT ended AS at, id, coalesce(ended_by, '') AS who, 'connection resumed' AS what,
        'connection ' || connection AS object, NULL AS before, NULL AS after,
        coalesce(ended_why, '') AS why
      FROM connection_pause WHERE ended IS NOT NULL AND ended_by IS NOT NULL
      """;

  private static final String DELIVERIES =
      """
      SELECT ended AS at, number AS id, ended_by AS who, 'delivery discarded' AS what,
        'delivery ' || number AS object, NULL AS before, NULL AS after, coalesce(ending, '') AS why
      FROM outbox WHERE ended IS NOT NULL AND ended_by IS NOT NULL
      """;

  private static final String QUARANTINE =
      """
      SELECT closed_at AS at, id, closed_by AS who, 'quarantined event discarded' AS what,
        'quarantine ' || id AS object, NULL AS before, NULL AS after, coalesce(closed_why, '') AS why
      FROM quarantine WHERE closed_at IS NOT NULL AND closed_by IS NOT NULL
      """;

  private AuditHistories() {}

  /**
   * The queries by the number of their history, which is part of places and never changes.
   *
   * @param visible the condition that an object of {@code object_kind} and {@code object_id} is not
   *     hidden
   */
  static Map<Integer, String> all(String visible) {
    Map<Integer, String> all = new TreeMap<>();
    all.put(1, OWN.formatted(visible));
    all.put(2, CHANGES.formatted(WHO, KIND, value("before"), value("after"), visible));
    all.put(3, TRIAGE.formatted(WHO, visible));
    all.put(4, DEFINITIONS);
    all.put(5, SWITCHES);
    all.put(6, POINTERS);
    all.put(7, PAUSES);
    all.put(8, RESUMES);
    all.put(9, DELIVERIES);
    all.put(10, QUARANTINE);
    return all;
  }
}
