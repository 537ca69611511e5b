package org.tomte.casework.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/** Gives objects other numbers, wherever they are named. A number without another one stays. */
public final class Renumbering {
  private static final Set<String> INCIDENTS =
      Set.of(
          FieldNames.PARENT, FieldNames.INCIDENT, FieldNames.DUPLICATE_OF, FieldNames.MERGED_FROM);

  private final Map<ObjectRef, Long> numbers = new HashMap<>();

  /** From now on the object has another number. */
  public void put(ObjectKind kind, long before, long after) {
    numbers.put(new ObjectRef(kind, before), after);
  }

  private long of(ObjectKind kind, long id) {
    Long other = numbers.get(new ObjectRef(kind, id));
    return other == null ? id : other;
  }

  ObjectRef of(ObjectRef object) {
    return new ObjectRef(object.kind(), of(object.kind(), object.id()));
  }

  private @Nullable Object value(String field, @Nullable Object value) {
    return value instanceof Long number && INCIDENTS.contains(field)
        ? (Object) of(ObjectKind.INCIDENT, number)
        : value;
  }

  private FieldValues fields(FieldValues fields) {
    FieldValues renumbered = fields;
    for (String name : INCIDENTS) {
      Object value = fields.get(name);
      if (value != null) {
        renumbered = renumbered.with(name, value(name, value));
      }
    }
    return renumbered;
  }

  Indicator of(Indicator indicator) {
    return new Indicator(
        of(ObjectKind.INDICATOR, indicator.id()),
        indicator.name(),
        indicator.fields(),
        indicator.setByPerson(),
        indicator.sightings(),
        indicator.times(),
        indicator.createdBy(),
        indicator.version());
  }

  Incident of(Incident incident) {
    return new Incident(
        of(ObjectKind.INCIDENT, incident.number()),
        incident.label(),
        fields(incident.fields()),
        incident.setByPerson(),
        incident.lifecycle(),
        incident.createdBy(),
        incident.version());
  }

  Interval of(Interval interval) {
    return new Interval(
        of(ObjectKind.INCIDENT, interval.incident()),
        interval.track(),
        interval.value(),
        interval.from(),
        interval.until(),
        interval.by());
  }

  SlaClock of(SlaClock clock) {
    return new SlaClock(
        of(ObjectKind.INCIDENT, clock.incident()),
        clock.name(),
        clock.policy(),
        clock.frame(),
        clock.target(),
        clock.started(),
        clock.running(),
        clock.due(),
        clock.paused(),
        clock.spent(),
        clock.stopped(),
        clock.breached());
  }

  TriageEvent of(TriageEvent event) {
    return new TriageEvent(
        of(ObjectKind.TRIAGE_EVENT, event.id()),
        event.status(),
        fields(event.fields()),
        event.observables(),
        event.setByPerson(),
        event.created(),
        event.createdBy());
  }

  Task of(Task task) {
    return new Task(
        of(ObjectKind.TASK, task.number()),
        task.key(),
        fields(task.fields()),
        task.setByPerson(),
        task.times(),
        task.createdBy(),
        task.version());
  }

  Note of(Note note) {
    return new Note(
        of(ObjectKind.NOTE, note.id()), of(note.object()), note.text(), note.written(), note.by());
  }

  NewChange of(NewChange change) {
    return new NewChange(
        change.at(),
        of(change.object()),
        change.field(),
        changed(change.field(), change.before()),
        changed(change.field(), change.after()),
        change.cause());
  }

  private @Nullable Object changed(String field, @Nullable Object value) {
    return switch (field) {
      case Change.NOTE -> value instanceof Long id ? (Object) of(ObjectKind.NOTE, id) : value;
      case Change.TASK -> value instanceof Long id ? (Object) of(ObjectKind.TASK, id) : value;
      case Change.CREATED -> created(value);
      default -> value(field, value);
    };
  }

  /** The first fields of an object. */
  private @Nullable Object created(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> fields = new TreeMap<>();
    map.forEach(
        (name, each) -> fields.put(String.valueOf(name), value(String.valueOf(name), each)));
    return fields;
  }
}
