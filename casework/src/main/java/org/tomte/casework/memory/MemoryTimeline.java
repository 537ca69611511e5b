package org.tomte.casework.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.timeline.TimelineEntry;

/** Gathers what happened to an object and what hangs on it. */
final class MemoryTimeline {

  private MemoryTimeline() {}

  static List<TimelineEntry> of(
      MemoryTables tables, ObjectRef object, Function<ObjectRef, List<Change>> changesOf) {
    List<Change> changes = new ArrayList<>();
    related(tables, object).forEach(each -> changes.addAll(changesOf.apply(each)));
    changes.sort(Comparator.comparingLong(change -> change.position().sequence()));
    Map<Long, String> notes = new HashMap<>();
    tables.notes.rows().values().forEach(note -> notes.put(note.id(), note.text()));
    return TimelineEntry.of(changes, notes);
  }

  private static List<ObjectRef> related(MemoryTables tables, ObjectRef object) {
    List<ObjectRef> related = new ArrayList<>(List.of(object));
    if (object.kind() == ObjectKind.INCIDENT) {
      tables.tasks.rows().values().stream()
          .filter(task -> Objects.equals(task.incident(), object.id()))
          .forEach(task -> related.add(task.ref()));
      tables.triageEvents.rows().values().stream()
          .map(MemoryTables.TriageRow::event)
          .filter(event -> Objects.equals(event.incident(), object.id()))
          .forEach(event -> related.add(event.ref()));
    }
    return related;
  }
}
