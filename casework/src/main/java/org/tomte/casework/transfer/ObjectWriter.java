package org.tomte.casework.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/**
 * Writes whole objects with few statements. Their numbers are taken anew, in ascending order of the
 * old ones, and put in place of the old ones wherever these stand. Labels must be free.
 */
public final class ObjectWriter {
  /** Entities are said to be seen at the end of such a span, so that there are few statements. */
  private static final Duration SEEN_TOGETHER = Duration.ofHours(6);

  private final CaseworkTransaction transaction;

  /** Writes in a transaction that somebody else commits. */
  public ObjectWriter(CaseworkTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Writes everything.
   *
   * @throws IllegalStateException when a label is taken
   */
  public void write(WholeObjects objects) {
    Renumbering numbers = numbers(objects);
    List<Incident> incidents = objects.incidents().stream().map(numbers::of).toList();
    if (!incidents.isEmpty()
        && transaction.incidents().insert(incidents).size() < incidents.size()) {
      throw new IllegalStateException("a label of the new incidents is taken");
    }
    if (!objects.triageEvents().isEmpty()) {
      transaction.triageEvents().insert(objects.triageEvents().stream().map(numbers::of).toList());
    }
    if (!objects.tasks().isEmpty()) {
      transaction.tasks().insert(objects.tasks().stream().map(numbers::of).toList());
    }
    if (!objects.notes().isEmpty()) {
      transaction.notes().insert(objects.notes().stream().map(numbers::of).toList());
    }
    if (!objects.intervals().isEmpty()) {
      transaction
          .incidents()
          .recordIntervals(List.of(), objects.intervals().stream().map(numbers::of).toList());
    }
    if (!objects.changes().isEmpty()) {
      transaction.changes().append(objects.changes().stream().map(numbers::of).toList());
    }
    link(objects.links(), numbers);
  }

  private Renumbering numbers(WholeObjects objects) {
    Renumbering numbers = new Renumbering();
    List<Long> incidents = objects.incidents().stream().map(Incident::number).toList();
    if (!incidents.isEmpty()) {
      put(
          numbers,
          ObjectKind.INCIDENT,
          incidents,
          transaction.incidents().takeNumbers(incidents.size()));
    }
    List<Long> events = objects.triageEvents().stream().map(TriageEvent::id).toList();
    if (!events.isEmpty()) {
      put(
          numbers,
          ObjectKind.TRIAGE_EVENT,
          events,
          transaction.triageEvents().takeIds(events.size()));
    }
    List<Long> tasks = objects.tasks().stream().map(Task::number).toList();
    if (!tasks.isEmpty()) {
      put(numbers, ObjectKind.TASK, tasks, transaction.tasks().takeNumbers(tasks.size()));
    }
    List<Long> notes = objects.notes().stream().map(Note::id).toList();
    if (!notes.isEmpty()) {
      put(numbers, ObjectKind.NOTE, notes, transaction.notes().takeIds(notes.size()));
    }
    return numbers;
  }

  private static void put(
      Renumbering numbers, ObjectKind kind, List<Long> before, List<Long> after) {
    Iterator<Long> fresh = after.stream().sorted().iterator();
    before.stream().sorted().forEach(id -> numbers.put(kind, id, fresh.next()));
  }

  private void link(List<SeenLink> links, Renumbering numbers) {
    Map<Long, List<SeenLink>> spans = new TreeMap<>();
    for (SeenLink link : links) {
      long span = link.at().getEpochSecond() / SEEN_TOGETHER.toSeconds();
      spans.computeIfAbsent(span, _ -> new ArrayList<>()).add(link);
    }
    for (List<SeenLink> together : spans.values()) {
      Instant latest =
          together.stream().map(SeenLink::at).max(Instant::compareTo).orElse(Instant.EPOCH);
      List<EntityLink> renumbered =
          together.stream()
              .map(SeenLink::link)
              .map(link -> new EntityLink(numbers.of(link.object()), link.name()))
              .toList();
      transaction.entities().link(renumbered, latest);
    }
  }
}
