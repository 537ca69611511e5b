package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;

/**
 * Collects commands of the data layer and runs them by kind: what is created first, then edits and
 * notes, so that an edit may name what the same attempt made.
 */
final class CaseCommands {
  private final CommitContext context;
  private final CommitTransaction transaction;
  private final Targets targets;
  private final List<Pending<NewTriageEvent>> triage = new ArrayList<>();
  private final List<Pending<NewIncident>> incidents = new ArrayList<>();
  private final List<Pending<TriageEdit>> triageEdits = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Map<MadeEntry.Slot, Joining> joinings = new LinkedHashMap<>();
  private final List<Appending> appendings = new ArrayList<>();
  private final Map<Long, Incident> latest = new HashMap<>();
  private final Set<EventWork> created = new HashSet<>();
  private final Set<EventWork> changed = new HashSet<>();
  private final TaskCommands tasks;
  private final IndicatorSightings indicators;
  private final Map<PreparedEvent, Decision.Failure> failures = new LinkedHashMap<>();

  private record Pending<C>(EventWork work, C command, MadeEntry.Slot slot) {}

  private record Edit(
      EventWork work, MadeEntry.Slot slot, IncidentEdit.Action action, Cause cause) {}

  private record Note(EventWork work, MadeEntry.Slot slot, String text, Cause cause) {}

  private record Joining(Cause cause, List<EventWork> works) {}

  private record Appending(
      EventWork work, ObjectRef object, Map<String, @Nullable Object> fields, Cause cause) {}

  CaseCommands(
      CommitContext context,
      CommitTransaction transaction,
      Targets targets,
      TaskTargets taskTargets) {
    this.context = context;
    this.transaction = transaction;
    this.targets = targets;
    this.tasks = new TaskCommands(this, taskTargets);
    this.indicators = new IndicatorSightings(this);
  }

  void add(EventWork work, NewTriageEvent event, MadeEntry.Slot slot) {
    triage.add(new Pending<>(work, event, slot));
  }

  void create(EventWork work, NewIncident incident, MadeEntry.Slot slot) {
    incidents.add(new Pending<>(work, incident, slot));
  }

  void edit(EventWork work, MadeEntry.Slot slot, IncidentEdit.Action action, Cause cause) {
    edits.add(new Edit(work, slot, action, cause));
  }

  void note(EventWork work, MadeEntry.Slot slot, String text, Cause cause) {
    notes.add(new Note(work, slot, text, cause));
  }

  /** Says on an incident that an event joined it; one note for all events of the attempt. */
  void join(EventWork work, MadeEntry.Slot slot, Cause cause) {
    joinings.computeIfAbsent(slot, _ -> new Joining(cause, new ArrayList<>())).works().add(work);
  }

  /** Applies the merge rule to what an earlier version of the event made. */
  void merge(
      EventWork work,
      ObjectRef object,
      boolean joined,
      Effect.Merge merge,
      Map<String, @Nullable Object> fields,
      Cause cause) {
    boolean note = merge == Effect.Merge.APPEND || (joined && merge != Effect.Merge.IGNORE);
    if (note) {
      appendings.add(new Appending(work, object, fields, cause));
      return;
    }
    switch (merge) {
      case IGNORE, APPEND -> {}
      case UPDATE -> update(work, object, fields, cause);
      case REOPEN -> {
        update(work, object, fields, cause);
        if (object.kind() == ObjectKind.INCIDENT) {
          edit(work, MadeEntry.Slot.of(object), new IncidentEdit.Action.Reopen(), cause);
        }
      }
    }
  }

  private void update(
      EventWork work, ObjectRef object, Map<String, @Nullable Object> fields, Cause cause) {
    MadeEntry.Slot slot = MadeEntry.Slot.of(object);
    switch (object.kind()) {
      case INCIDENT -> edit(work, slot, new IncidentEdit.Action.Set(fields, false), cause);
      case TRIAGE_EVENT ->
          triageEdits.add(
              new Pending<>(
                  work,
                  new TriageEdit(object.id(), new TriageEdit.Action.Set(fields, false), cause),
                  slot));
      case NOTE, TASK, INDICATOR, ENTITY -> {}
    }
  }

  TaskCommands tasks() {
    return tasks;
  }

  IndicatorSightings indicators() {
    return indicators;
  }

  /** The incident as this attempt leaves it; null when it has nothing to do with it. */
  @Nullable Incident incident(long number) {
    Incident known = latest.get(number);
    return known == null ? targets.incident(number) : known;
  }

  boolean created(EventWork work) {
    return created.contains(work);
  }

  boolean changed(EventWork work) {
    return changed.contains(work);
  }

  /** Remembers that an event made an object. */
  void hasCreated(EventWork work) {
    created.add(work);
  }

  /** Remembers that an event changed an object that was there. */
  void hasChanged(EventWork work) {
    changed.add(work);
  }

  /** Runs all commands; what is returned was refused. */
  Map<PreparedEvent, Decision.Failure> run() {
    if (!triage.isEmpty()) {
      addTriage();
    }
    if (!incidents.isEmpty()) {
      createIncidents();
    }
    if (!failures.isEmpty()) {
      return failures;
    }
    tasks.make();
    if (!failures.isEmpty()) {
      return failures;
    }
    if (!edits.isEmpty()) {
      editIncidents();
    }
    if (!appendings.isEmpty() || !triageEdits.isEmpty()) {
      editTriage();
    }
    tasks.editAll();
    indicators.tell();
    writeNotes();
    return failures;
  }

  Casework casework(Cause cause) {
    return new Casework(transaction.casework(), cause, context.casework());
  }

  private void addTriage() {
    List<NewTriageEvent> events = triage.stream().map(Pending::command).toList();
    Cause cause = Objects.requireNonNull(events.getFirst().cause());
    List<Outcome<Long>> outcomes = casework(cause).addToTriage(events);
    for (int i = 0; i < outcomes.size(); i++) {
      Pending<NewTriageEvent> pending = triage.get(i);
      settle(
          pending.work(),
          outcomes.get(i),
          id -> {
            pending.slot().fill(ObjectRef.triageEvent(id));
            created.add(pending.work());
          });
    }
  }

  private void createIncidents() {
    List<NewIncident> wanted = incidents.stream().map(Pending::command).toList();
    Cause cause = Objects.requireNonNull(wanted.getFirst().cause());
    List<Outcome<Incident>> outcomes = casework(cause).createIncidents(wanted);
    for (int i = 0; i < outcomes.size(); i++) {
      Pending<NewIncident> pending = incidents.get(i);
      settle(
          pending.work(),
          outcomes.get(i),
          incident -> {
            pending.slot().fill(incident.ref());
            latest.put(incident.number(), incident);
            created.add(pending.work());
          });
    }
  }

  private void editIncidents() {
    List<IncidentEdit> wanted = new ArrayList<>();
    for (Edit edit : edits) {
      wanted.add(new IncidentEdit(edit.slot().object().id(), edit.action(), edit.cause()));
    }
    var outcomes = casework(edits.getFirst().cause()).editIncidents(wanted);
    for (int i = 0; i < outcomes.size(); i++) {
      EventWork work = edits.get(i).work();
      settle(
          work,
          outcomes.get(i),
          edited -> {
            latest.put(edited.incident().number(), edited.incident());
            if (!edited.changed().isEmpty()) {
              changed.add(work);
            }
          });
    }
  }

  private void editTriage() {
    TreeSet<Long> ids = new TreeSet<>();
    appendings.stream()
        .map(Appending::object)
        .filter(object -> object.kind() == ObjectKind.TRIAGE_EVENT)
        .forEach(object -> ids.add(object.id()));
    triageEdits.forEach(pending -> ids.add(pending.command().id()));
    Map<Long, TriageEvent> current =
        ids.isEmpty() ? Map.of() : transaction.casework().triageEvents().lock(ids);
    appendings.forEach(each -> append(each, current));
    if (triageEdits.isEmpty()) {
      return;
    }
    Cause cause = Objects.requireNonNull(triageEdits.getFirst().command().cause());
    var outcomes = casework(cause).editTriage(triageEdits.stream().map(Pending::command).toList());
    for (int i = 0; i < outcomes.size(); i++) {
      EventWork work = triageEdits.get(i).work();
      settle(
          work,
          outcomes.get(i),
          edited -> {
            if (!edited.changed().isEmpty()) {
              changed.add(work);
            }
          });
    }
  }

  private void append(Appending appending, Map<Long, TriageEvent> current) {
    FieldValues before = null;
    long id = appending.object().id();
    if (appending.object().kind() == ObjectKind.INCIDENT) {
      Incident incident = targets.incident(id);
      before = incident == null ? null : incident.fields();
    } else {
      TriageEvent event = current.get(id);
      before = event == null ? null : event.fields();
    }
    if (before == null) {
      return;
    }
    String text = JoinedText.newerVersion(appending.work(), before, appending.fields());
    if (text != null) {
      note(appending.work(), MadeEntry.Slot.of(appending.object()), text, appending.cause());
    }
  }

  private void writeNotes() {
    joinings.forEach((slot, joining) -> {
      EventWork first = joining.works().getFirst();
      notes.add(new Note(first, slot, JoinedText.joined(joining.works()), joining.cause()));
    });
    if (notes.isEmpty()) {
      return;
    }
    // Sorted, so that two attempts touch the same objects in the same order.
    notes.sort(Comparator.comparingLong(each -> each.slot().object().id()));
    List<NewNote> wanted =
        notes.stream()
            .map(each -> new NewNote(each.slot().object(), each.text(), each.cause()))
            .toList();
    var outcomes = casework(notes.getFirst().cause()).addNotes(wanted);
    for (int i = 0; i < outcomes.size(); i++) {
      EventWork work = notes.get(i).work();
      settle(work, outcomes.get(i), _ -> changed.add(work));
    }
  }

  <T> void settle(EventWork work, Outcome<T> outcome, Consumer<T> done) {
    switch (outcome) {
      case Outcome.Done<T> success -> done.accept(success.value());
      case Outcome.Refused<T> refused -> {
        if (!harmless(work, refused.why())) {
          String reason = PreparedEvent.shortened(refused.reason());
          failures.putIfAbsent(work.event, new Decision.Failure("commit", reason));
        }
      }
    }
  }

  /** A newer version of an event whose object is done with, or gone, has nothing left to change. */
  private static boolean harmless(EventWork work, Outcome.Refusal why) {
    return switch (why) {
      case BAD_STATE, UNKNOWN_TARGET -> work.known != null;
      case LOOP, UNKNOWN_TEMPLATE, BAD_VALUE, FORBIDDEN, AGAINST_RULES -> false;
    };
  }
}
