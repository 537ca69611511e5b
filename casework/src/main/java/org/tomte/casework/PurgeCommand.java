package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;

/** Removes a deleted incident for good. */
final class PurgeCommand {
  private final Session session;
  private final Cause cause;

  PurgeCommand(Session session, Cause cause) {
    this.session = session;
    this.cause = cause;
  }

  /** Gives the label that it had. */
  Outcome<String> purge(long number) {
    Incident incident = session.transaction().incidents().lock(List.of(number)).get(number);
    if (incident == null || session.hides(incident, cause)) {
      return IncidentEdits.unknown(number);
    }
    if (incident.held()) {
      return IncidentEdits.refused(
          incident, Refusal.AGAINST_RULES, IncidentRemoval.held(incident, "removed"));
    }
    if (!incident.deleted()) {
      return IncidentEdits.refused(
          incident,
          Refusal.BAD_STATE,
          "it is not deleted; only what was deleted is removed for good");
    }
    List<Long> merged =
        session
            .transaction()
            .incidents()
            .duplicates(List.of(number))
            .getOrDefault(number, List.of());
    if (!merged.isEmpty()) {
      return IncidentEdits.refused(
          incident,
          Refusal.BAD_STATE,
          "incidents %s were merged into it; unmerge or purge them first"
              .formatted(String.join(", ", merged.stream().map(String::valueOf).toList())));
    }
    remove(incident);
    return Outcome.done(incident.label());
  }

  private void remove(Incident incident) {
    Instant now = session.now();
    List<NewChange> changes = new ArrayList<>();
    for (long child : session.transaction().incidents().purge(incident.number())) {
      changes.add(
          new NewChange(
              now, ObjectRef.incident(child), FieldNames.PARENT, incident.number(), null, cause));
    }
    changes.add(new NewChange(now, incident.ref(), Change.PURGED, null, incident.label(), cause));
    session.transaction().changes().append(changes);
  }
}
