package org.tomte.casework;

import java.time.Instant;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.workflow.Workflow;

/** What an edit makes of the past of an incident: it closes, opens again, comes into a phase. */
final class Transition {

  private Transition() {}

  /** The incident after an edit that is allowed. */
  static Incident of(Session session, Incident before, FieldEdit edit, Instant now) {
    Workflow workflow = session.settings().workflow();
    FieldValues fields = edit.values();
    Lifecycle life = before.lifecycle().changed(now);
    String status = String.valueOf(fields.get(FieldNames.STATUS));
    if (!status.equals(before.status())) {
      Instant at = later(now, life.statusSince());
      life = life.inStatus(at);
      boolean closes = workflow.closes(status);
      if (closes && !before.closed()) {
        life = life.closed(at);
      }
      if (!closes && before.closed()) {
        life = life.reopened();
        fields = fields.with(FieldNames.CLOSING_REASON, null).with(FieldNames.CLOSING_NOTE, null);
      }
    }
    if (!before.phase().equals(fields.get(FieldNames.PHASE))) {
      life = life.inPhase(later(now, life.phaseSince()));
    }
    FieldValues calculated = session.catalogue().calculated(ObjectKind.INCIDENT, fields);
    return before.edited(calculated, edit.setByPerson(), life);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
