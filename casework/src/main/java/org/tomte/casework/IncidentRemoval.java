package org.tomte.casework;

import java.time.Instant;
import java.util.Set;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;

/** Deletes an incident, restores it, and keeps it from being removed. */
final class IncidentRemoval {
  private final IncidentBatch batch;
  private final Incident before;
  private final Cause cause;
  private final Instant now;

  IncidentRemoval(IncidentBatch batch, Incident before, Cause cause, Instant now) {
    this.batch = batch;
    this.before = before;
    this.cause = cause;
    this.now = now;
  }

  Outcome<EditedIncident> delete() {
    if (before.deleted()) {
      return IncidentEdits.unchanged(before, Set.of());
    }
    if (before.held()) {
      return IncidentEdits.refused(before, Refusal.AGAINST_RULES, held(before, "deleted"));
    }
    return write(before.fields(), before.lifecycle().changed(now).deleted(now));
  }

  Outcome<EditedIncident> restore() {
    return before.deleted()
        ? write(before.fields(), before.lifecycle().changed(now).deleted(null))
        : IncidentEdits.unchanged(before, Set.of());
  }

  Outcome<EditedIncident> hold(String reason) {
    if (reason.isBlank()) {
      return IncidentEdits.refused(before, Refusal.BAD_VALUE, "a hold needs a reason");
    }
    FieldValues fields =
        before
            .fields()
            .with(FieldNames.HOLD_REASON, reason.strip())
            .with(FieldNames.HELD_BY, cause.words())
            .with(FieldNames.HELD_SINCE, now.toString());
    return write(fields, before.lifecycle().changed(now));
  }

  Outcome<EditedIncident> release() {
    if (!before.held()) {
      return IncidentEdits.unchanged(before, Set.of());
    }
    FieldValues fields =
        before
            .fields()
            .with(FieldNames.HOLD_REASON, null)
            .with(FieldNames.HELD_BY, null)
            .with(FieldNames.HELD_SINCE, null);
    return write(fields, before.lifecycle().changed(now));
  }

  /** Why a held incident is not removed. */
  static String held(Incident incident, String word) {
    return "it is held since %s by %s (%s) and cannot be %s; release it first"
        .formatted(
            incident.fields().text(FieldNames.HELD_SINCE),
            incident.fields().text(FieldNames.HELD_BY),
            incident.fields().text(FieldNames.HOLD_REASON),
            word);
  }

  private Outcome<EditedIncident> write(FieldValues fields, Lifecycle life) {
    Incident after = before.edited(fields, before.setByPerson(), life);
    return Outcome.done(new EditedIncident(after, batch.edited(before, after, cause), Set.of()));
  }
}
