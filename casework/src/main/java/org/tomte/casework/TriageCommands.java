package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.triage.EditedTriageEvent;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageStatus;
import org.tomte.casework.workflow.Words;

/** Adds and edits triage events: locks all of them first, works in memory, writes once. */
final class TriageCommands {
  private final Session session;
  private final Cause commandCause;

  TriageCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
  }

  List<Outcome<Long>> add(List<NewTriageEvent> wanted) {
    Instant now = session.now();
    List<Outcome<Checked>> checked = wanted.stream().map(this::check).toList();
    Iterator<Long> ids = idsFor(wanted, checked);
    List<TriageEvent> events = new ArrayList<>();
    List<Outcome<Long>> outcomes = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      switch (checked.get(i)) {
        case Outcome.Done<Checked> done -> {
          Long taken = wanted.get(i).id();
          long id = taken == null ? ids.next() : taken;
          events.add(event(id, wanted.get(i), done.value(), now));
          outcomes.add(Outcome.done(id));
        }
        case Outcome.Refused<Checked> refused ->
            outcomes.add(Outcome.refused(refused.why(), refused.reason()));
      }
    }
    if (!events.isEmpty()) {
      session.transaction().triageEvents().insert(events);
    }
    return outcomes;
  }

  private Iterator<Long> idsFor(List<NewTriageEvent> wanted, List<Outcome<Checked>> checked) {
    int count = 0;
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).id() == null && checked.get(i) instanceof Outcome.Done<Checked>) {
        count++;
      }
    }
    return count == 0
        ? Collections.emptyIterator()
        : session.transaction().triageEvents().takeIds(count).iterator();
  }

  private Outcome<Checked> check(NewTriageEvent wanted) {
    Optional<Outcome<Checked>> loop = Session.loop(cause(wanted), "A new triage event");
    if (loop.isPresent()) {
      return loop.get();
    }
    Map<String, @Nullable Object> fields =
        SourceLink.into(wanted.fields(), ObjectKind.TRIAGE_EVENT, wanted.link());
    Checked checked = session.catalogue().check(ObjectKind.TRIAGE_EVENT, fields);
    return checked.valid()
        ? Outcome.done(checked)
        : Outcome.refused(Outcome.Refusal.BAD_VALUE, "A new triage event: " + checked.reason());
  }

  private Cause cause(NewTriageEvent wanted) {
    return Objects.requireNonNullElse(wanted.cause(), commandCause);
  }

  private TriageEvent event(long id, NewTriageEvent wanted, Checked checked, Instant now) {
    Cause cause = cause(wanted);
    Set<String> marks = cause instanceof Cause.Person ? checked.values().names() : Set.of();
    List<EntityName> held =
        session.entities(ObjectKind.TRIAGE_EVENT, wanted.observables(), checked.values());
    FieldValues fields = calculated(checked.values());
    return new TriageEvent(id, TriageStatus.NEW, fields, held, marks, now, cause);
  }

  private FieldValues calculated(FieldValues values) {
    return session.catalogue().calculated(ObjectKind.TRIAGE_EVENT, values);
  }

  List<Outcome<EditedTriageEvent>> apply(List<TriageEdit> edits) {
    List<Long> ids = edits.stream().map(TriageEdit::id).distinct().sorted().toList();
    Map<Long, TriageEvent> current = new HashMap<>(session.transaction().triageEvents().lock(ids));
    Map<Long, Incident> restricted =
        session.restrictedAmong(current.values().stream().map(TriageEvent::incident).toList());
    Batch batch = new Batch(session.now());
    List<Outcome<EditedTriageEvent>> outcomes = new ArrayList<>();
    for (TriageEdit edit : edits) {
      Outcome<EditedTriageEvent> outcome = apply(edit, current.get(edit.id()), restricted, batch);
      if (outcome instanceof Outcome.Done<EditedTriageEvent> done) {
        current.put(edit.id(), done.value().event());
      }
      outcomes.add(outcome);
    }
    batch.write(session.transaction());
    return outcomes;
  }

  private Outcome<EditedTriageEvent> apply(
      TriageEdit edit, @Nullable TriageEvent before, Map<Long, Incident> restricted, Batch batch) {
    Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
    if (before == null || hidden(before, restricted, cause)) {
      return unknown(edit.id());
    }
    if (before.status().done()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_STATE,
          "Triage event %d is %s; nothing more can be done with it."
              .formatted(before.id(), before.status().word()));
    }
    return Session.<EditedTriageEvent>loop(cause, "An edit of triage event " + edit.id())
        .orElseGet(() ->
            switch (edit.action()) {
              case TriageEdit.Action.Set set -> set(before, set, cause, batch);
              case TriageEdit.Action.Grab grab ->
                  turn(before, TriageStatus.GRABBED, FieldNames.OWNER, grab.owner(), cause, batch);
              case TriageEdit.Action.Reassign other ->
                  turn(before, before.status(), FieldNames.OWNER, other.owner(), cause, batch);
              case TriageEdit.Action.Discard discard -> discard(before, discard, cause, batch);
            });
  }

  private boolean hidden(TriageEvent event, Map<Long, Incident> restricted, Cause cause) {
    Long incident = event.incident();
    return incident != null && session.hides(restricted.get(incident), cause);
  }

  /** Whether whoever commands must not know what became of the event. */
  boolean hidden(TriageEvent event) {
    return hidden(
        event, session.restrictedAmong(Collections.singletonList(event.incident())), commandCause);
  }

  private Outcome<EditedTriageEvent> discard(
      TriageEvent before, TriageEdit.Action.Discard discard, Cause cause, Batch batch) {
    Words reasons = session.settings().work().discardReasons();
    String reason = discard.reason();
    if (!reasons.others() && !reasons.offered().contains(reason)) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "Triage event %d: '%s' is no reason to discard it%s (reasons: %s)"
              .formatted(
                  before.id(),
                  reason,
                  Nearest.question(reason, reasons.offered()),
                  String.join(", ", reasons.offered())));
    }
    return turn(before, TriageStatus.DISCARDED, FieldNames.DISCARD_REASON, reason, cause, batch);
  }

  static <T> Outcome<T> unknown(long id) {
    return Outcome.refused(
        Outcome.Refusal.UNKNOWN_TARGET, "There is no triage event with the id %d.".formatted(id));
  }

  private Outcome<EditedTriageEvent> set(
      TriageEvent before, TriageEdit.Action.Set set, Cause cause, Batch batch) {
    Checked checked = session.catalogue().check(ObjectKind.TRIAGE_EVENT, set.fields());
    if (!checked.valid()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "Triage event %d: %s".formatted(before.id(), checked.reason()));
    }
    FieldEdit edit =
        FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, set.force());
    FieldValues values = calculated(edit.values());
    TriageEvent after = before.with(before.status(), values, edit.setByPerson());
    List<EntityName> held =
        session.entities(ObjectKind.TRIAGE_EVENT, before.observables(), after.fields());
    Set<String> changed = batch.edited(before, after.holding(held), cause);
    return Outcome.done(new EditedTriageEvent(after.holding(held), changed, edit.kept()));
  }

  private Outcome<EditedTriageEvent> turn(
      TriageEvent before,
      TriageStatus status,
      String field,
      String value,
      Cause cause,
      Batch batch) {
    Checked checked = new Checked(FieldValues.of(Map.of(field, value)), Set.of(), List.of());
    FieldEdit edit = FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, true);
    TriageEvent after = before.with(status, edit.values(), edit.setByPerson());
    Set<String> changed = batch.edited(before, after, cause);
    return Outcome.done(new EditedTriageEvent(after, changed, Set.of()));
  }

  /**
   * Gives fields, and the status among them, the values that they had before.
   *
   * @param former by name; null empties a field
   */
  Outcome<TriageEvent> setBack(long id, Map<String, @Nullable Object> former) {
    TriageEvent before = session.transaction().triageEvents().lock(List.of(id)).get(id);
    if (before == null) {
      return unknown(id);
    }
    FieldValues fields = before.fields();
    Set<String> marks = new TreeSet<>(before.setByPerson());
    TriageStatus status = before.status();
    for (Map.Entry<String, @Nullable Object> field : former.entrySet()) {
      if (field.getKey().equals(FieldNames.STATUS)) {
        status = TriageStatus.of(String.valueOf(field.getValue()));
      } else {
        fields = fields.with(field.getKey(), field.getValue());
        marks.add(field.getKey());
      }
    }
    TriageEvent after = before.with(status, calculated(fields), marks);
    Batch batch = new Batch(session.now());
    batch.edited(before, after, commandCause);
    batch.write(session.transaction());
    return Outcome.done(after);
  }

  /** Marks a locked event as converted to an incident. */
  void converted(TriageEvent before, long incident, Cause cause) {
    Batch batch = new Batch(session.now());
    FieldValues fields = before.fields().with(FieldNames.INCIDENT, incident);
    batch.edited(before, before.with(TriageStatus.CONVERTED, fields, before.setByPerson()), cause);
    batch.write(session.transaction());
  }

  /** Collects what is written at the end. */
  private static final class Batch {
    private final Instant now;
    private final Map<Long, TriageEvent> changed = new TreeMap<>();
    private final List<NewChange> changes = new ArrayList<>();

    Batch(Instant now) {
      this.now = now;
    }

    Set<String> edited(TriageEvent before, TriageEvent after, Cause cause) {
      FieldValues old = before.fields().with(FieldNames.STATUS, before.status().word());
      FieldValues fresh = after.fields().with(FieldNames.STATUS, after.status().word());
      Set<String> names = old.differences(fresh);
      for (String name : names) {
        changes.add(new NewChange(now, after.ref(), name, old.get(name), fresh.get(name), cause));
      }
      if (!after.equals(before)) {
        changed.put(after.id(), after);
      }
      return names;
    }

    void write(CaseworkTransaction transaction) {
      if (!changed.isEmpty()) {
        transaction.triageEvents().update(changed.values());
      }
      if (!changes.isEmpty()) {
        transaction.changes().append(changes);
      }
    }
  }
}
