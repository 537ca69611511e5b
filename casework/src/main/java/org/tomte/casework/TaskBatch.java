package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.Task;

/** Collects what commands do to tasks and writes it with one statement per table. */
final class TaskBatch {
  private final CaseworkTransaction transaction;
  private final Instant now;
  private final Map<Long, Task> changed = new TreeMap<>();
  private final Map<Long, Incident> touched = new TreeMap<>();
  private final List<NewChange> changes = new ArrayList<>();
  private final Set<EntityLink> links = new LinkedHashSet<>();

  TaskBatch(CaseworkTransaction transaction, Instant now) {
    this.transaction = transaction;
    this.now = now;
  }

  /** A task that was just inserted. */
  void created(Task task) {
    Map<String, Object> first = new TreeMap<>(task.fields().asMap());
    changes.add(new NewChange(now, task.ref(), Change.CREATED, null, first, task.createdBy()));
  }

  /** Says on an incident that is locked that a task was made for it. */
  void attached(Task task, Incident incident) {
    ObjectRef object = incident.ref();
    changes.add(new NewChange(now, object, Change.TASK, null, task.number(), task.createdBy()));
    touched.put(incident.number(), incident.during(incident.lifecycle().changed(now)));
  }

  /** Ties entities to a task. */
  void hold(Task task, List<HeldEntity> entities) {
    entities.forEach(held -> links.add(new EntityLink(task.ref(), held.name(), held.source())));
  }

  /** An edit; returns the names of the fields that differ. */
  Set<String> edited(Task before, Task after, Cause cause) {
    Set<String> names = before.fields().differences(after.fields());
    for (String name : names) {
      Object old = before.fields().get(name);
      changes.add(new NewChange(now, after.ref(), name, old, after.fields().get(name), cause));
    }
    changed.put(after.number(), after);
    return names;
  }

  void write() {
    if (!touched.isEmpty()) {
      transaction.incidents().update(touched.values());
    }
    if (!changed.isEmpty()) {
      transaction.tasks().update(changed.values());
    }
    if (!changes.isEmpty()) {
      transaction.changes().append(changes);
    }
    if (!links.isEmpty()) {
      transaction.entities().link(links, now);
    }
  }
}
