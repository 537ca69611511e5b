package org.tomte.store.casework;

import org.tomte.casework.triage.TriageFilter;
import org.tomte.casework.triage.TriageStatus;

/** Turns a filter of triage events into SQL with the same meaning. */
final class TriageConditions {

  private TriageConditions() {}

  static Conditions of(TriageFilter filter) {
    TriageStatus status = filter.status();
    Conditions conditions =
        new Conditions()
            .and("severity = :severity", "severity", filter.severity())
            .and("cause_daemon = :daemon", "daemon", filter.daemon())
            .and("status = :status", "status", status == null ? null : status.code());
    if (status != null && !status.done()) {
      conditions.and("status < 2"); // what the index of open events holds
    }
    return conditions;
  }
}
