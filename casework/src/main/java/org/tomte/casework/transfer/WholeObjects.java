package org.tomte.casework.transfer;

import java.util.List;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/**
 * Objects as they stand, with everything that happened to them.
 *
 * @param intervals of the incidents, those of one track in the order they began
 * @param clocks of the incidents
 * @param links entities that incidents hold
 * @param changes in the order they were made; a triage event's own row stands for its creation
 */
public record WholeObjects(
    List<Incident> incidents,
    List<Interval> intervals,
    List<SlaClock> clocks,
    List<TriageEvent> triageEvents,
    List<Task> tasks,
    List<Indicator> indicators,
    List<Note> notes,
    List<SeenLink> links,
    List<NewChange> changes) {

  /** Copies the lists. */
  public WholeObjects {
    incidents = List.copyOf(incidents);
    intervals = List.copyOf(intervals);
    clocks = List.copyOf(clocks);
    triageEvents = List.copyOf(triageEvents);
    tasks = List.copyOf(tasks);
    indicators = List.copyOf(indicators);
    notes = List.copyOf(notes);
    links = List.copyOf(links);
    changes = List.copyOf(changes);
  }
}
