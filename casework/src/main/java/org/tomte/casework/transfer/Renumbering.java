package org.tomte.casework.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.attachment.Attachment;
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
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/** Gives objects other numbers, wherever they are named. A number without another one stays. */
public final class Renumbering {
  private static final String ID = "id";
  private static final Set<String> INCIDENTS =
      Set.of(
          FieldNames.PARENT, FieldNames.INCIDENT, FieldNames.DUPLICATE_OF, FieldNames.MERGED_FROM);

  private final Map<ObjectRef, Long> numbers = new HashMap<>();
  private final Map<Long, Long> attachments = new HashMap<>();
  private final Map<Long, Long> efforts = new HashMap<>();

  /** From now on the object has another number. */
  public void put(ObjectKind kind, long before, long after) {
    numbers.put(new ObjectRef(kind, before), after);
  }

  void putAttachment(long before, long after) {
    attachments.put(before, after);
  }

  void putEffort(long before, long after) {
    efforts.put(before, after);
  }

  private long of(ObjectKind kind, long id) {
    Long other = numbers.get(new ObjectRef(kind, id));
    return other == null ? id : other;
  }

  ObjectRef of(ObjectRef object) {
    return new ObjectRef(object.kind(), of(object.kind(), object.id()));
  }

  private @Nullable Object value(String field, @Nullable Object value) {
    if (field.equals(FieldNames.WAITS_FOR) && value instanceof List<?> tasks) {
      return tasks.stream().map(this::task).toList();
    }
    return value instanceof Long number && INCIDENTS.contains(field)
        ? (Object) of(ObjectKind.INCIDENT, number)
        : value;
  }

  /** The number of a task as it stands in a field. */
  private Object task(Object number) {
    try {
      return String.valueOf(of(ObjectKind.TASK, Long.parseLong(String.valueOf(number))));
    } catch (NumberFormatException none) {
      return number;
    }
  }

  private FieldValues fields(FieldValues fields) {
    FieldValues renumbered = fields;
    for (String name : fields.names()) {
      Object value = fields.get(name);
      if (INCIDENTS.contains(name) || name.equals(FieldNames.WAITS_FOR)) {
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
    return note.copied(of(ObjectKind.NOTE, note.id()), of(note.object()));
  }

  Attachment of(Attachment attachment) {
    long id = attachments.getOrDefault(attachment.id(), attachment.id());
    return attachment.copied(id, of(attachment.object()));
  }

  Effort of(Effort effort) {
    return new Effort(
        efforts.getOrDefault(effort.id(), effort.id()),
        of(ObjectKind.TASK, effort.task()),
        effort.person(),
        effort.at(),
        effort.seconds(),
        effort.text(),
        effort.written(),
        effort.by());
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
      case Change.NOTE -> told(value, id -> of(ObjectKind.NOTE, id));
      case Change.ATTACHMENT -> told(value, id -> attachments.getOrDefault(id, id));
      case Change.TASK -> told(value, id -> of(ObjectKind.TASK, id));
      case Change.TRIAGE_EVENT -> told(value, id -> of(ObjectKind.TRIAGE_EVENT, id));
      case Change.MERGED, Change.CLONED -> told(value, id -> of(ObjectKind.INCIDENT, id));
      case Change.CREATED -> created(value);
      default -> value(field, value);
    };
  }

  /** A number, or what is told of an object with its number among it. */
  private static @Nullable Object told(@Nullable Object value, LongUnaryOperator other) {
    if (value instanceof Long id) {
      return other.applyAsLong(id);
    }
    if (!(value instanceof Map<?, ?> map) || !(map.get(ID) instanceof Long id)) {
      return value;
    }
    Map<String, @Nullable Object> told = new TreeMap<>();
    map.forEach((name, each) -> told.put(String.valueOf(name), each));
    told.put(ID, other.applyAsLong(id));
    return told;
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
