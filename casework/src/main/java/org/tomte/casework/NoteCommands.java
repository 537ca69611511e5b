package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.Checked;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/** Writes notes. */
final class NoteCommands {
  private static final String TEXT = "text";

  private final Session session;
  private final Cause commandCause;

  NoteCommands(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
  }

  List<Outcome<Long>> add(List<NewNote> wanted) {
    Map<Long, Incident> incidents =
        session.transaction().incidents().lock(ids(wanted, ObjectKind.INCIDENT));
    Map<Long, TriageEvent> events =
        session.transaction().triageEvents().lock(ids(wanted, ObjectKind.TRIAGE_EVENT));
    Map<Long, Task> tasks = session.transaction().tasks().lock(ids(wanted, ObjectKind.TASK));
    Map<ObjectRef, @Nullable Long> belonging = new HashMap<>();
    events.values().forEach(each -> belonging.put(each.ref(), each.incident()));
    tasks.values().forEach(each -> belonging.put(each.ref(), each.incident()));
    Map<Long, Incident> restricted = new HashMap<>(session.restrictedAmong(belonging.values()));
    incidents.values().stream()
        .filter(each -> !each.deleted())
        .forEach(each -> belonging.put(each.ref(), each.number()));
    restricted.putAll(incidents);
    Instant now = session.now();
    List<Outcome<Note>> checked = new ArrayList<>();
    for (NewNote note : wanted) {
      Cause cause = Objects.requireNonNullElse(note.cause(), commandCause);
      Long incident = belonging.get(note.object());
      boolean there =
          belonging.containsKey(note.object())
              && (incident == null || !session.hides(restricted.get(incident), cause));
      checked.add(check(note, there, now));
    }
    return write(checked, new HashMap<>(incidents), now);
  }

  private static List<Long> ids(List<NewNote> notes, ObjectKind kind) {
    return notes.stream()
        .map(NewNote::object)
        .filter(object -> object.kind() == kind)
        .map(ObjectRef::id)
        .distinct()
        .sorted()
        .toList();
  }

  private Outcome<Note> check(NewNote wanted, boolean there, Instant now) {
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    if (!there) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "There is no %s for a note to be written on.".formatted(wanted.object()));
    }
    Optional<Outcome<Note>> loop = Session.loop(cause, "A note on " + wanted.object());
    if (loop.isPresent()) {
      return loop.get();
    }
    Map<String, Object> fields = Map.of(TEXT, wanted.text());
    Checked checked = session.catalogue().check(ObjectKind.NOTE, fields);
    String text = checked.values().text(TEXT);
    if (text == null || text.isBlank()) {
      String reason = checked.valid() ? "it has no text" : checked.reason();
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "A note on %s: %s".formatted(wanted.object(), reason));
    }
    return Outcome.done(new Note(0, wanted.object(), text, now, cause));
  }

  private List<Outcome<Long>> write(
      List<Outcome<Note>> checked, Map<Long, Incident> incidents, Instant now) {
    int count = (int) checked.stream().filter(Outcome.Done.class::isInstance).count();
    List<Long> ids = count == 0 ? List.of() : session.transaction().notes().takeIds(count);
    List<Note> notes = new ArrayList<>();
    List<NewChange> changes = new ArrayList<>();
    List<Outcome<Long>> outcomes = new ArrayList<>();
    for (Outcome<Note> outcome : checked) {
      switch (outcome) {
        case Outcome.Refused<Note> refused ->
            outcomes.add(Outcome.refused(refused.why(), refused.reason()));
        case Outcome.Done<Note> done -> {
          long id = ids.get(notes.size());
          Note note = done.value();
          notes.add(new Note(id, note.object(), note.text(), now, note.by()));
          changes.add(new NewChange(now, note.object(), Change.NOTE, null, id, note.by()));
          outcomes.add(Outcome.done(id));
        }
      }
    }
    if (!notes.isEmpty()) {
      session.transaction().notes().insert(notes);
      session.transaction().changes().append(changes);
      session.transaction().incidents().update(touched(notes, incidents, now));
    }
    return outcomes;
  }

  private static List<Incident> touched(
      List<Note> notes, Map<Long, Incident> incidents, Instant now) {
    Map<Long, Incident> touched = new TreeMap<>();
    for (Note note : notes) {
      Incident incident = incidents.get(note.object().id());
      if (note.object().kind() == ObjectKind.INCIDENT && incident != null) {
        touched.put(incident.number(), incident.during(incident.lifecycle().changed(now)));
      }
    }
    return List.copyOf(touched.values());
  }
}
