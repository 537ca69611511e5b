package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.change.Cause;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.NewNote;

/** Lets administrators into restricted incidents, in a way that nobody can overlook. */
final class BreakGlass {
  private final Session session;
  private final Cause cause;

  BreakGlass(Session session, Cause cause) {
    this.session = session;
    this.cause = cause;
  }

  Outcome<EditedIncident> into(long number, String reason) {
    Incident before = session.transaction().incidents().lock(List.of(number)).get(number);
    if (before == null) {
      return IncidentEdits.unknown(number);
    }
    if (!(cause instanceof Cause.Person person)) {
      return Outcome.refused(
          Outcome.Refusal.FORBIDDEN, "Only a person lets themselves into a restricted incident.");
    }
    if (!before.restricted()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_STATE, "Incident %d is not restricted.".formatted(number));
    }
    if (reason.isBlank()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "Incident %d: a reason is needed; the people it was kept for will read it."
              .formatted(number));
    }
    if (!session.hides(before, cause)) {
      return Outcome.done(new EditedIncident(before, Set.of(), Set.of()));
    }
    Incident after = named(before, person.name());
    write(before, after, person.name(), reason.strip());
    return Outcome.done(new EditedIncident(after, Set.of(FieldNames.VISIBLE_TO), Set.of()));
  }

  private Incident named(Incident before, String name) {
    List<String> names = new ArrayList<>(before.fields().texts(FieldNames.VISIBLE_TO));
    names.add(name);
    FieldValues values = FieldValues.of(Map.of(FieldNames.VISIBLE_TO, List.copyOf(names)));
    FieldEdit edit =
        FieldEdit.apply(
            before.fields(),
            before.setByPerson(),
            new Checked(values, Set.of(), List.of()),
            cause,
            true);
    return new Incident(
        before.number(),
        before.label(),
        edit.values(),
        edit.setByPerson(),
        before.lifecycle().changed(session.now()),
        before.createdBy(),
        before.version() + 1);
  }

  private void write(Incident before, Incident after, String name, String reason) {
    Instant now = session.now();
    IncidentBatch batch = new IncidentBatch(session, now);
    batch.edited(before, after, cause);
    batch.write();
    String text = "%s, an administrator, took part without being asked: %s".formatted(name, reason);
    new NoteCommands(session, cause).add(List.of(NewNote.of(after.ref(), text)));
    session
        .transaction()
        .audit()
        .append(
            new NewAuditEntry(
                now,
                name,
                NewAuditEntry.BREAK_GLASS,
                after.ref().toString(),
                after.ref(),
                null,
                null,
                reason));
  }
}
