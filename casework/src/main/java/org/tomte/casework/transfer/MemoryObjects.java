package org.tomte.casework.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.triage.TriageFilter;

/** Takes all objects out of a data layer in memory. */
public final class MemoryObjects {
  private static final int ALL = Integer.MAX_VALUE;

  private MemoryObjects() {}

  /** Everything that is committed there. */
  public static WholeObjects of(InMemoryCasework memory) {
    CaseworkReader reader = memory.reader();
    List<Change> changes = memory.feed().read(ChangePosition.START, ALL);
    List<Incident> incidents = reader.incidents(IncidentFilter.ALL, 0, ALL);
    List<Interval> intervals = new ArrayList<>();
    List<SeenLink> links = new ArrayList<>();
    for (Incident incident : incidents) {
      intervals.addAll(reader.intervals(incident.number()));
      reader
          .entities(incident.ref())
          .forEach(entity ->
              links.add(
                  new SeenLink(
                      new EntityLink(incident.ref(), entity.name(), LinkSource.EVENT),
                      incident.lifecycle().opened())));
    }
    return new WholeObjects(
        incidents,
        intervals,
        reader.clocks(incidents.stream().map(Incident::number).toList()).values().stream()
            .flatMap(List::stream)
            .toList(),
        reader.triageEvents(TriageFilter.ALL, 0, ALL),
        reader.tasks(TaskFilter.ALL, 0, ALL),
        reader.indicators(IndicatorFilter.ALL, 0, ALL),
        notes(reader, changes),
        links,
        changes.stream().filter(MemoryObjects::hasRow).map(MemoryObjects::fresh).toList());
  }

  private static List<Note> notes(CaseworkReader reader, List<Change> changes) {
    Set<ObjectRef> noted = new java.util.LinkedHashSet<>();
    changes.stream()
        .filter(change -> change.field().equals(Change.NOTE))
        .map(Change::object)
        .forEach(noted::add);
    TreeSet<Note> notes = new TreeSet<>(java.util.Comparator.comparingLong(Note::id));
    noted.forEach(object -> notes.addAll(reader.notes(object)));
    return List.copyOf(notes);
  }

  private static boolean hasRow(Change change) {
    return change.object().kind() != ObjectKind.TRIAGE_EVENT
        || !change.field().equals(Change.CREATED);
  }

  private static NewChange fresh(Change change) {
    return new NewChange(
        change.at(),
        change.object(),
        change.field(),
        change.before(),
        change.after(),
        change.cause());
  }
}
