package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.workflow.Workflow;

/** Applies edits to incidents: locks all of them first, works in memory, writes once. */
final class IncidentEdits {
  private final Session session;
  private final Cause commandCause;
  private final Workflow workflow;

  IncidentEdits(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.workflow = session.settings().workflow();
  }

  List<Outcome<EditedIncident>> apply(List<IncidentEdit> edits) {
    List<Long> numbers = edits.stream().map(IncidentEdit::number).distinct().sorted().toList();
    Map<Long, Incident> current = new HashMap<>(session.transaction().incidents().lock(numbers));
    Instant now = session.now();
    IncidentBatch batch = new IncidentBatch(session.transaction(), now);
    List<Outcome<EditedIncident>> outcomes = new ArrayList<>();
    for (IncidentEdit edit : edits) {
      Outcome<EditedIncident> outcome = apply(edit, current.get(edit.number()), batch, now);
      if (outcome instanceof Outcome.Done<EditedIncident> done) {
        current.put(edit.number(), done.value().incident());
      }
      outcomes.add(outcome);
    }
    batch.write();
    return outcomes;
  }

  private Outcome<EditedIncident> apply(
      IncidentEdit edit, @Nullable Incident before, IncidentBatch batch, Instant now) {
    Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
    String what = "An edit of incident " + edit.number();
    if (before == null || session.hides(before, cause)) {
      return unknown(edit.number());
    }
    return Session.<EditedIncident>loop(cause, what)
        .orElseGet(() ->
            switch (edit.action()) {
              case IncidentEdit.Action.Set set -> set(before, set, cause, batch, now);
              case IncidentEdit.Action.Close close -> close(before, close, cause, batch, now);
              case IncidentEdit.Action.Reopen _ -> reopen(before, cause, batch, now);
            });
  }

  static <T> Outcome<T> unknown(long number) {
    return Outcome.refused(
        Outcome.Refusal.UNKNOWN_TARGET,
        "There is no incident with the number %d.".formatted(number));
  }

  private Outcome<EditedIncident> set(
      Incident before, IncidentEdit.Action.Set set, Cause cause, IncidentBatch batch, Instant now) {
    Checked checked = session.catalogue().check(ObjectKind.INCIDENT, set.fields());
    String fault = fault(before, checked, cause);
    if (fault != null) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "Incident %d: %s".formatted(before.number(), fault));
    }
    FieldEdit edit =
        FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, set.force());
    return Outcome.done(write(before, edit, cause, batch, now));
  }

  private @Nullable String fault(Incident before, Checked checked, Cause cause) {
    if (!checked.valid()) {
      return checked.reason();
    }
    for (String name : List.of(FieldNames.STATUS, FieldNames.PHASE)) {
      if (checked.cleared().contains(name)) {
        return "field '" + name + "' cannot be empty";
      }
    }
    Object parent = checked.values().get(FieldNames.PARENT);
    return parent instanceof Long number ? parentFault(before.number(), number, cause) : null;
  }

  private @Nullable String parentFault(long number, long parent, Cause cause) {
    if (parent == number) {
      return "an incident cannot be its own parent";
    }
    return session.isThere(parent, cause)
        ? null
        : "field 'parent': there is no incident with the number " + parent;
  }

  private Outcome<EditedIncident> close(
      Incident before,
      IncidentEdit.Action.Close close,
      Cause cause,
      IncidentBatch batch,
      Instant now) {
    if (before.closed()) {
      return unchanged(before, Set.of());
    }
    FieldValues status = FieldValues.of(Map.of(FieldNames.STATUS, workflow.closedStatus()));
    FieldEdit edit = edit(before, status, cause, close.force());
    if (!edit.kept().isEmpty()) {
      return unchanged(before, edit.kept());
    }
    FieldValues values =
        edit.values()
            .with(FieldNames.CLOSING_REASON, close.reason().isBlank() ? null : close.reason())
            .with(FieldNames.CLOSING_NOTE, close.note());
    FieldEdit closed = new FieldEdit(values, edit.setByPerson(), Set.of());
    return Outcome.done(write(before, closed, cause, batch, now));
  }

  private Outcome<EditedIncident> reopen(
      Incident before, Cause cause, IncidentBatch batch, Instant now) {
    if (!before.closed()) {
      return unchanged(before, Set.of());
    }
    FieldValues status = FieldValues.of(Map.of(FieldNames.STATUS, workflow.reopenedStatus()));
    return Outcome.done(write(before, edit(before, status, cause, true), cause, batch, now));
  }

  private static FieldEdit edit(Incident before, FieldValues values, Cause cause, boolean force) {
    Checked checked = new Checked(values, Set.of(), List.of());
    return FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, force);
  }

  private static Outcome<EditedIncident> unchanged(Incident incident, Set<String> kept) {
    return Outcome.done(new EditedIncident(incident, Set.of(), kept));
  }

  private EditedIncident write(
      Incident before, FieldEdit edit, Cause cause, IncidentBatch batch, Instant now) {
    if (edit.values().equals(before.fields())) {
      return new EditedIncident(before, Set.of(), edit.kept());
    }
    Incident after = after(before, edit, now);
    Set<String> changed = batch.edited(before, after, cause);
    if (changed.contains(FieldNames.TITLE) || changed.contains(FieldNames.DESCRIPTION)) {
      batch.hold(after, session.entities(List.of(), after.fields()));
    }
    return new EditedIncident(after, changed, edit.kept());
  }

  private Incident after(Incident before, FieldEdit edit, Instant now) {
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
    return new Incident(
        before.number(),
        before.label(),
        session.catalogue().calculated(ObjectKind.INCIDENT, fields),
        edit.setByPerson(),
        life,
        before.createdBy(),
        before.version() + 1);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
