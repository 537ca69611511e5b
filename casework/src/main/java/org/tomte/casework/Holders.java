package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/**
 * The objects that notes, files and entities are put on: locked, kind after kind and in ascending
 * order, and told that something was put on them.
 */
final class Holders {
  private final Session session;
  private final Instant now;
  private final Map<Long, Incident> incidents;
  private final Map<Long, TriageEvent> events;
  private final Map<Long, Note> notes;
  private final Set<ObjectRef> there = new LinkedHashSet<>();
  private final Map<ObjectRef, @Nullable Long> belonging = new HashMap<>();
  private final Map<Long, Incident> restricted = new HashMap<>();
  private final Map<Long, Incident> touched = new TreeMap<>();
  private final Map<Long, TriageEvent> holding = new TreeMap<>();
  private final Set<EntityLink> links = new LinkedHashSet<>();

  Holders(Session session, Instant now, Collection<ObjectRef> objects) {
    this.session = session;
    this.now = now;
    CaseworkTransaction transaction = session.transaction();
    incidents = new HashMap<>(transaction.incidents().lock(ids(objects, ObjectKind.INCIDENT)));
    events = new HashMap<>(transaction.triageEvents().lock(ids(objects, ObjectKind.TRIAGE_EVENT)));
    Map<Long, Task> tasks = transaction.tasks().lock(ids(objects, ObjectKind.TASK));
    Set<Long> indicators =
        transaction.indicators().names(ids(objects, ObjectKind.INDICATOR)).keySet();
    Set<Long> entities = transaction.entities().names(ids(objects, ObjectKind.ENTITY)).keySet();
    notes = new HashMap<>(transaction.notes().lock(ids(objects, ObjectKind.NOTE)));
    incidents.values().removeIf(Incident::deleted);
    incidents.keySet().forEach(id -> there.add(ObjectRef.incident(id)));
    events.keySet().forEach(id -> there.add(ObjectRef.triageEvent(id)));
    tasks.keySet().forEach(id -> there.add(ObjectRef.task(id)));
    indicators.forEach(id -> there.add(ObjectRef.indicator(id)));
    entities.forEach(id -> there.add(ObjectRef.entity(id)));
    notes.keySet().forEach(id -> there.add(ObjectRef.note(id)));
    incidents.keySet().forEach(id -> belonging.put(ObjectRef.incident(id), id));
    events.values().forEach(event -> belonging.put(event.ref(), event.incident()));
    tasks.values().forEach(task -> belonging.put(task.ref(), task.incident()));
    notes.values().forEach(note -> belonging.put(note.ref(), incidentOf(note.object())));
    restricted.putAll(session.restrictedAmong(belonging.values()));
    restricted.putAll(incidents);
  }

  /** The incident on which the object of a note hangs; null for none. */
  private @Nullable Long incidentOf(ObjectRef object) {
    long id = object.id();
    CaseworkTransaction transaction = session.transaction();
    return switch (object.kind()) {
      case INCIDENT -> (Long) id;
      case TASK ->
          transaction.tasks().lock(List.of(id)).values().stream()
              .map(Task::incident)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      case TRIAGE_EVENT ->
          transaction.triageEvents().lock(List.of(id)).values().stream()
              .map(TriageEvent::incident)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      case NOTE, INDICATOR, ENTITY -> null;
    };
  }

  private static List<Long> ids(Collection<ObjectRef> objects, ObjectKind kind) {
    Set<Long> ids = new TreeSet<>();
    for (ObjectRef object : objects) {
      if (object.kind() == kind) {
        ids.add(object.id());
      }
    }
    return new ArrayList<>(ids);
  }

  /** Whether an object is there for whoever stands for a cause. */
  boolean has(ObjectRef object, Cause cause) {
    Long incident = belonging.get(object);
    return there.contains(object)
        && (incident == null || !session.hides(restricted.get(incident), cause));
  }

  /** What the history tells of something that is put on an object: notes have no history. */
  ObjectRef historian(ObjectRef object) {
    Note note = object.kind() == ObjectKind.NOTE ? notes.get(object.id()) : null;
    return note == null ? object : note.object();
  }

  /** Says that something was put on an object. */
  void touch(ObjectRef object) {
    Incident incident = object.kind() == ObjectKind.INCIDENT ? incidents.get(object.id()) : null;
    if (incident != null) {
      touched.put(object.id(), incident.during(incident.lifecycle().changed(now)));
    }
  }

  /** The triage event as it is left; null when there is none. */
  @Nullable TriageEvent event(long id) {
    return holding.getOrDefault(id, events.get(id));
  }

  /** Has a triage event hold other entities. */
  void holding(TriageEvent event) {
    holding.put(event.id(), event);
  }

  /** Ties entities to an object; a triage event has them in its own row. */
  void hold(ObjectRef object, List<HeldEntity> entities) {
    if (entities.isEmpty()) {
      return;
    }
    TriageEvent event = object.kind() == ObjectKind.TRIAGE_EVENT ? event(object.id()) : null;
    if (event == null) {
      entities.forEach(held -> links.add(new EntityLink(object, held.name(), held.source())));
      return;
    }
    TreeSet<EntityName> names = new TreeSet<>(event.observables());
    if (entities.stream().map(HeldEntity::name).filter(names::add).count() > 0) {
      holding(event.holding(names.stream().limit(Session.MAX_ENTITIES).toList()));
    }
  }

  /** Writes what the objects were told. */
  void write() {
    if (!touched.isEmpty()) {
      session.transaction().incidents().update(touched.values());
    }
    if (!holding.isEmpty()) {
      session.transaction().triageEvents().update(holding.values());
    }
    if (!links.isEmpty()) {
      session.transaction().entities().link(links, now);
    }
  }
}
