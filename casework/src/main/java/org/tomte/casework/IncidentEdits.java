package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.workflow.Workflow;

/** Applies edits to incidents: locks all of them first, works in memory, writes once. */
final class IncidentEdits {
  private final Session session;
  private final Cause commandCause;
  private final Workflow workflow;
  private final Instant now;
  private final IncidentBatch batch;
  private final Map<Long, Incident> current = new HashMap<>();
  private final ClosingRules closing;
  private final Family family;
  private final Titles titles;

  IncidentEdits(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.workflow = session.settings().workflow();
    this.now = session.now();
    this.batch = new IncidentBatch(session, now);
    this.closing = new ClosingRules(session, current.keySet());
    this.family = new Family(session, current);
    this.titles = new Titles(session);
  }

  List<Outcome<EditedIncident>> apply(List<IncidentEdit> edits) {
    List<Long> numbers = edits.stream().map(IncidentEdit::number).distinct().sorted().toList();
    current.putAll(session.transaction().incidents().lock(numbers));
    List<Outcome<EditedIncident>> outcomes = new ArrayList<>();
    for (IncidentEdit edit : edits) {
      Outcome<EditedIncident> outcome = apply(edit, current.get(edit.number()));
      if (outcome instanceof Outcome.Done<EditedIncident> done) {
        current.put(edit.number(), done.value().incident());
      }
      outcomes.add(outcome);
    }
    batch.write();
    return outcomes;
  }

  private Outcome<EditedIncident> apply(IncidentEdit edit, @Nullable Incident before) {
    Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
    if (before == null || session.hides(before, cause)) {
      return unknown(edit.number());
    }
    String forbidden = forbidden(edit.action(), cause);
    if (forbidden != null) {
      return Outcome.refused(Refusal.FORBIDDEN, forbidden);
    }
    return Session.<EditedIncident>loop(cause, "An edit of incident " + edit.number())
        .orElseGet(() -> act(before, edit.action(), cause));
  }

  /** Some edits need more than the others; null when whoever asks may do it. */
  private @Nullable String forbidden(IncidentEdit.Action action, Cause cause) {
    return switch (action) {
      case IncidentEdit.Action.Delete _, IncidentEdit.Action.Restore _ ->
          session.forbidden(CaseworkCommand.DELETE_INCIDENTS, cause);
      case IncidentEdit.Action.Hold _, IncidentEdit.Action.Release _ ->
          session.forbidden(CaseworkCommand.HOLD_INCIDENTS, cause);
      case IncidentEdit.Action.Set _,
          IncidentEdit.Action.Close _,
          IncidentEdit.Action.Reopen _,
          IncidentEdit.Action.AddInvestigators _ ->
          null;
    };
  }

  static <T> Outcome<T> unknown(long number) {
    return Outcome.refused(
        Refusal.UNKNOWN_TARGET, "There is no incident with the number %d.".formatted(number));
  }

  private Outcome<EditedIncident> act(Incident before, IncidentEdit.Action action, Cause cause) {
    IncidentRemoval removal = new IncidentRemoval(batch, before, cause, now);
    return switch (action) {
      case IncidentEdit.Action.Delete _ -> removal.delete();
      case IncidentEdit.Action.Restore _ -> removal.restore();
      case IncidentEdit.Action.Hold hold -> removal.hold(hold.reason());
      case IncidentEdit.Action.Release _ -> removal.release();
      case IncidentEdit.Action.Set _,
          IncidentEdit.Action.Close _,
          IncidentEdit.Action.Reopen _,
          IncidentEdit.Action.AddInvestigators _
          when before.deleted() ->
          refused(
              before,
              Refusal.BAD_STATE,
              "it was deleted on %s; restore it first".formatted(before.lifecycle().deleted()));
      case IncidentEdit.Action.Set set -> set(before, set, cause);
      case IncidentEdit.Action.Close close -> close(before, close, cause);
      case IncidentEdit.Action.Reopen _ -> reopen(before, cause);
      case IncidentEdit.Action.AddInvestigators add -> add(before, add, cause);
    };
  }

  static <T> Outcome<T> refused(Incident incident, Refusal why, String reason) {
    return Outcome.refused(why, "Incident %d: %s".formatted(incident.number(), reason));
  }

  private Outcome<EditedIncident> set(Incident before, IncidentEdit.Action.Set set, Cause cause) {
    Checked checked = session.catalogue().check(ObjectKind.INCIDENT, set.fields());
    String fault = fault(before, checked, cause);
    if (fault != null) {
      return refused(before, Refusal.BAD_VALUE, fault);
    }
    FieldEdit edit =
        FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, set.force());
    FieldValues values = edit.values();
    Titles.Answer title = titles.free(values.text(FieldNames.TITLE), before);
    String wrong = title.fault();
    if (wrong == null && checked.values().get(FieldNames.ROLES) != null) {
      wrong = Investigators.fault(values);
    }
    if (wrong != null) {
      return refused(before, Refusal.BAD_VALUE, wrong);
    }
    values = Investigators.withTheirRoles(values.with(FieldNames.TITLE, title.title()));
    edit = new FieldEdit(values, edit.setByPerson(), edit.kept());
    if (checked.values().get(FieldNames.STATUS) == null) {
      edit = withPhasesStatus(before, edit, cause, set.force());
    }
    return settle(before, edit, cause, set.force());
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
    return parent instanceof Long number && !number.equals(before.parent())
        ? family.fault(before.number(), number, cause)
        : null;
  }

  /** An incident that comes into a phase gets the status of that phase, if it has one. */
  private FieldEdit withPhasesStatus(Incident before, FieldEdit edit, Cause cause, boolean force) {
    String phase = String.valueOf(edit.values().get(FieldNames.PHASE));
    String status = workflow.statusOfPhase(phase);
    if (status == null || before.phase().equals(phase)) {
      return edit;
    }
    FieldEdit more = apply(edit, Map.of(FieldNames.STATUS, status), cause, force);
    Set<String> kept = new TreeSet<>(edit.kept());
    kept.addAll(more.kept());
    return new FieldEdit(more.values(), more.setByPerson(), kept);
  }

  private static FieldEdit apply(
      FieldEdit edit, Map<String, ?> values, Cause cause, boolean force) {
    Checked checked = new Checked(FieldValues.of(values), Set.of(), List.of());
    return FieldEdit.apply(edit.values(), edit.setByPerson(), checked, cause, force);
  }

  private static FieldEdit apply(
      Incident before, Map<String, ?> values, Cause cause, boolean force) {
    FieldEdit none = new FieldEdit(before.fields(), before.setByPerson(), Set.of());
    return apply(none, values, cause, force);
  }

  private Outcome<EditedIncident> close(
      Incident before, IncidentEdit.Action.Close close, Cause cause) {
    if (before.closed()) {
      return unchanged(before, Set.of());
    }
    FieldEdit edit =
        apply(before, Map.of(FieldNames.STATUS, workflow.closedStatus()), cause, close.force());
    if (!edit.kept().isEmpty()) {
      return unchanged(before, edit.kept());
    }
    String note = close.note();
    FieldValues values =
        edit.values()
            .with(FieldNames.CLOSING_REASON, closing.reason(close.reason()))
            .with(FieldNames.CLOSING_NOTE, note == null || note.isBlank() ? null : note);
    return settle(
        before, new FieldEdit(values, edit.setByPerson(), Set.of()), cause, close.force());
  }

  private Outcome<EditedIncident> reopen(Incident before, Cause cause) {
    if (!before.closed()) {
      return unchanged(before, Set.of());
    }
    Map<String, String> status = Map.of(FieldNames.STATUS, workflow.reopenedStatus());
    return settle(before, apply(before, status, cause, true), cause, true);
  }

  private Outcome<EditedIncident> add(
      Incident before, IncidentEdit.Action.AddInvestigators add, Cause cause) {
    Map<String, Object> fields = Investigators.with(before.fields(), add.names(), add.role());
    Checked checked = session.catalogue().check(ObjectKind.INCIDENT, fields);
    if (!checked.valid()) {
      return refused(before, Refusal.BAD_VALUE, checked.reason());
    }
    FieldEdit edit = FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, true);
    return settle(before, edit, cause, true);
  }

  /** Writes an edit, if what it comes to is allowed. */
  private Outcome<EditedIncident> settle(
      Incident before, FieldEdit edit, Cause cause, boolean force) {
    FieldValues fields = edit.values();
    boolean closes = workflow.closes(String.valueOf(fields.get(FieldNames.STATUS)));
    if (closes && !before.closed()) {
      ClosingRules.Fault fault = closingFault(before, fields, cause, force);
      if (fault != null) {
        return refused(before, fault.why(), fault.reason());
      }
    }
    if (!closes && before.closed() && before.duplicateOf() != null) {
      return refused(
          before,
          Refusal.BAD_STATE,
          "it was merged into incident %d; work goes on there, or unmerge it first"
              .formatted(before.duplicateOf()));
    }
    return Outcome.done(write(before, edit, cause));
  }

  private ClosingRules.@Nullable Fault closingFault(
      Incident before, FieldValues fields, Cause cause, boolean force) {
    ClosingRules.Fault words =
        closing.words(fields.text(FieldNames.CLOSING_REASON), fields.text(FieldNames.CLOSING_NOTE));
    if (words != null) {
      return words;
    }
    Set<String> phases = new TreeSet<>(batch.phases(before.number()));
    phases.add(before.phase());
    phases.add(String.valueOf(fields.get(FieldNames.PHASE)));
    return closing.work(before.number(), phases, cause, force);
  }

  static Outcome<EditedIncident> unchanged(Incident incident, Set<String> kept) {
    return Outcome.done(new EditedIncident(incident, Set.of(), kept));
  }

  private EditedIncident write(Incident before, FieldEdit edit, Cause cause) {
    if (edit.values().equals(before.fields())) {
      return new EditedIncident(before, Set.of(), edit.kept());
    }
    Incident after = Transition.of(session, before, edit, now);
    Set<String> changed = batch.edited(before, after, cause);
    if (session.harvested(ObjectKind.INCIDENT, changed)) {
      batch.hold(after, session.held(ObjectKind.INCIDENT, List.of(), after.fields()));
    }
    return new EditedIncident(after, changed, edit.kept());
  }
}
