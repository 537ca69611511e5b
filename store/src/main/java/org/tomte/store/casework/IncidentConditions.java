package org.tomte.store.casework;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.incident.IncidentFilter;

/** Turns a filter of incidents into SQL with the same meaning. */
final class IncidentConditions {

  private IncidentConditions() {}

  static Conditions of(IncidentFilter filter) {
    Conditions conditions =
        new Conditions()
            .and("status = :status", "status", filter.status())
            .and("severity = :severity", "severity", filter.severity())
            .and("owner = :owner", "owner", filter.owner())
            .and("opened < :openedBefore", "openedBefore", time(filter.openedBefore()))
            .and("changed < :changedBefore", "changedBefore", time(filter.changedBefore()))
            .and("sla_due < :dueBefore", "dueBefore", time(filter.dueBefore()));
    if (filter.closed() != null) {
      conditions.and(filter.closed() ? "closed IS NOT NULL" : "closed IS NULL");
    }
    if (!filter.deleted()) {
      conditions.and("deleted IS NULL");
    }
    if (filter.unattended()) {
      conditions.and(
          """
          owner IS NULL AND NOT EXISTS (SELECT FROM change
            WHERE object_kind = 1 AND object_id = number AND change.cause = %d)
          """
              .formatted(CauseColumns.PERSON));
    }
    return conditions;
  }

  private static @Nullable Object time(@Nullable Instant instant) {
    return instant == null ? null : Bound.time(instant);
  }
}
