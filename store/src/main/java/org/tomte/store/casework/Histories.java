package org.tomte.store.casework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.timeline.TimelineEntry;

/** Reads what happened to objects. */
final class Histories {

  private static final String OF =
      """
      SELECT %s FROM change WHERE %s
      UNION ALL
      SELECT %s FROM (SELECT *, 2 AS object_kind, id AS object_id FROM triage_event) AS made
      WHERE :kind = 2 AND %s
      ORDER BY sequence
      """;

  /** The object itself and, for an incident, its tasks and what it was made of. */
  private static final String RELATED =
      """
      SELECT :kind::smallint AS kind, :id::bigint AS id WHERE %s
      UNION ALL
      SELECT 4, number FROM task WHERE :kind = 1 AND incident = :id AND %s
      UNION ALL
      SELECT 2, id FROM triage_event
      WHERE :kind = 1 AND status = 3 AND (fields ->> 'incident')::bigint = :id AND %s
      """;

  /** What one transaction did to one object for one cause stands together. */
  private static final String TIMELINE =
      """
      WITH related AS (%1$s),
      everything AS (
        SELECT %2$s FROM change JOIN related ON object_kind = kind AND object_id = related.id
        UNION ALL
        SELECT %3$s FROM triage_event made
        WHERE id IN (SELECT related.id FROM related WHERE kind = 2)),
      grouped AS (
        SELECT *, min(sequence) OVER (PARTITION BY place, object_kind, object_id, %4$s) AS first
        FROM everything),
      ranked AS (
        SELECT *, dense_rank() OVER (ORDER BY first) AS rank FROM grouped WHERE first > :after)
      SELECT * FROM ranked WHERE rank <= :limit ORDER BY first, sequence
      """;

  private Histories() {}

  /**
   * The changes of one object in the order they were applied.
   *
   * @param conditions on {@code object_kind} and {@code object_id}, with {@code :kind} and {@code
   *     :id} bound
   */
  static List<Change> of(Handle handle, Conditions conditions) {
    String sql =
        OF.formatted(ChangeRow.CHANGE, conditions.text(), ChangeRow.CREATION, conditions.text());
    return conditions.bind(handle.createQuery(sql)).map(new ChangeRow()).list();
  }

  /** A page of what happened to an object that meets conditions on {@code :kind}, {@code :id}. */
  static List<TimelineEntry> timeline(
      Handle handle, ObjectRef object, Conditions conditions, long after, int limit) {
    String visible = conditions.and("true").text();
    String sql =
        TIMELINE.formatted(
            RELATED.formatted(visible, visible, visible),
            ChangeRow.CHANGE,
            ChangeRow.CREATION,
            CauseColumns.NAMES);
    List<Change> changes =
        conditions
            .bind(handle.createQuery(sql))
            .bind("kind", object.kind().code())
            .bind("id", object.id())
            .bind("after", after)
            .bind("limit", limit)
            .map(new ChangeRow())
            .list();
    return TimelineEntry.of(changes, notes(handle, changes));
  }

  private static Map<Long, String> notes(Handle handle, List<Change> changes) {
    List<Long> ids = new ArrayList<>();
    for (Change change : changes) {
      if (change.field().equals(Change.NOTE) && change.after() instanceof Number id) {
        ids.add(id.longValue());
      }
    }
    Map<Long, String> notes = new HashMap<>();
    if (!ids.isEmpty()) {
      handle
          .createQuery("SELECT id, text FROM note WHERE id = ANY (:ids)")
          .bind("ids", Bound.longs(ids))
          .map((row, context) -> Map.entry(row.getLong("id"), Columns.present(row, "text")))
          .forEach(note -> notes.put(note.getKey(), note.getValue()));
    }
    return notes;
  }
}
