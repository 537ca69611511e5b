package org.tomte.casework.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;

/** Removes an incident with all that hangs on it. */
final class MemoryPurge {
  private final MemoryTables tables;

  MemoryPurge(MemoryTables tables) {
    this.tables = tables;
  }

  List<Long> purge(long number) {
    Incident incident = tables.incidents.get(number);
    if (incident == null) {
      return List.of();
    }
    List<Task> tasks =
        tables.tasks.rows().values().stream()
            .filter(task -> Long.valueOf(number).equals(task.incident()))
            .toList();
    Set<ObjectRef> gone =
        Stream.concat(Stream.of(incident.ref()), tasks.stream().map(Task::ref))
            .collect(Collectors.toCollection(HashSet::new));
    tables.notes.rows().values().stream()
        .filter(note -> gone.contains(note.object()))
        .map(Note::ref)
        .toList()
        .forEach(gone::add);
    List.copyOf(tables.attachments.rows().values()).stream()
        .map(Attachments.Filed::attachment)
        .filter(attachment -> gone.contains(attachment.object()))
        .map(Attachment::id)
        .forEach(tables.attachments::remove);
    List.copyOf(tables.notes.rows().values()).stream()
        .filter(note -> gone.contains(note.object()))
        .map(Note::id)
        .forEach(tables.notes::remove);
    List.copyOf(tables.changes.rows().values()).stream()
        .filter(change -> gone.contains(change.object()))
        .map(Change::position)
        .forEach(this::forget);
    List.copyOf(tables.links.rows().keySet()).stream()
        .filter(link -> gone.contains(link.object()))
        .forEach(tables.links::remove);
    List.copyOf(tables.intervals.rows().keySet()).stream()
        .filter(key -> key.incident() == number)
        .forEach(tables.intervals::remove);
    List.copyOf(tables.clocks.rows().keySet()).stream()
        .filter(key -> key.incident() == number)
        .forEach(tables.clocks::remove);
    tasks.forEach(this::remove);
    List<Incident> children =
        tables.incidents.rows().values().stream()
            .filter(child -> Long.valueOf(number).equals(child.parent()))
            .toList();
    children.forEach(this::orphan);
    tables.labels.remove(incident.label());
    tables.incidents.remove(number);
    return children.stream().map(Incident::number).toList();
  }

  private void forget(ChangePosition position) {
    tables.changes.remove(position);
  }

  private void remove(Task task) {
    if (task.key() != null) {
      tables.taskKeys.remove(task.key());
    }
    tables.tasks.remove(task.number());
    List.copyOf(tables.efforts.rows().values()).stream()
        .filter(effort -> effort.task() == task.number())
        .map(Effort::id)
        .forEach(tables.efforts::remove);
  }

  private void orphan(Incident child) {
    tables.incidents.put(
        child.number(),
        new Incident(
            child.number(),
            child.label(),
            child.fields().with(FieldNames.PARENT, null),
            child.setByPerson(),
            child.lifecycle(),
            child.createdBy(),
            child.version()));
  }
}
