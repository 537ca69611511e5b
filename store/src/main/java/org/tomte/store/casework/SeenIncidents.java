package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.incident.SeenIncident;

/** Reads incidents with the last change that counts. */
final class SeenIncidents {

  private SeenIncidents() {}

  static List<SeenIncident> read(
      Handle handle, Conditions conditions, @Nullable Integer daemon, int limit) {
    String sql =
        """
        SELECT incident.*, last.place, last.sequence, last.at, last.last_depth
        FROM incident CROSS JOIN LATERAL (
          SELECT xid::text::bigint AS place, sequence, at, change.depth AS last_depth FROM change
          WHERE object_kind = 1 AND object_id = incident.number
            AND (:daemon::integer IS NULL OR change.cause_daemon IS DISTINCT FROM :daemon::integer)
          ORDER BY sequence DESC LIMIT 1) last
        WHERE %s
        ORDER BY number LIMIT :limit
        """
            .formatted(conditions.text());
    Query query =
        conditions.bind(handle.createQuery(sql)).bind("daemon", daemon).bind("limit", limit);
    IncidentRow incidents = new IncidentRow();
    return query
        .map((row, context) ->
            new SeenIncident(
                incidents.map(row, context),
                new ChangePosition(row.getLong("place"), row.getLong("sequence")),
                Columns.presentTime(row, "at"),
                row.getInt("last_depth")))
        .list();
  }
}
