package org.tomte.casework.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.triage.TriageEvent;

/**
 * Writes whole objects with few statements, in a transaction that somebody else commits. Numbers
 * are put in place of the old ones wherever these stand. An incident whose label is taken gets a
 * suffix.
 */
public final class ObjectWriter {
  private static final int MOST_SUFFIXES = 100;
  private static final int AT_ONCE = 10_000;

  private final CaseworkTransaction transaction;
  private final Renumbering numbers;
  private final Duration seenTogether;

  /**
   * A writer.
   *
   * @param seenTogether entities are said to be seen at the end of such spans: the longer, the
   *     fewer statements
   */
  public ObjectWriter(CaseworkTransaction transaction, Renumbering numbers, Duration seenTogether) {
    this.transaction = transaction;
    this.numbers = numbers;
    this.seenTogether = seenTogether;
  }

  /** Takes new numbers, in ascending order of the old ones, for everything that is given. */
  public void takeNumbers(WholeObjects objects) {
    renumber(ObjectKind.INCIDENT, objects.incidents().stream().map(Incident::number).toList());
    renumber(
        ObjectKind.TRIAGE_EVENT, objects.triageEvents().stream().map(TriageEvent::id).toList());
    renumber(ObjectKind.TASK, objects.tasks().stream().map(Task::number).toList());
    renumber(ObjectKind.INDICATOR, objects.indicators().stream().map(Indicator::id).toList());
    renumber(ObjectKind.NOTE, objects.notes().stream().map(Note::id).toList());
  }

  /** Takes new numbers for objects of one kind, in ascending order of the old ones. */
  public void renumber(ObjectKind kind, Collection<Long> before) {
    renumber(before, count -> take(kind, count), (id, fresh) -> numbers.put(kind, id, fresh));
  }

  /** Takes new ids for attachments, in ascending order of the old ones. */
  public void renumberAttachments(Collection<Long> before) {
    renumber(before, transaction.attachments()::takeIds, numbers::putAttachment);
  }

  /** Takes new ids for efforts, in ascending order of the old ones. */
  public void renumberEfforts(Collection<Long> before) {
    renumber(before, transaction.tasks()::takeEffortIds, numbers::putEffort);
  }

  /** Puts one number in place of another. */
  @FunctionalInterface
  private interface Replacing {
    void put(long before, long after);
  }

  private static void renumber(
      Collection<Long> before, IntFunction<List<Long>> take, Replacing replacing) {
    if (before.isEmpty()) {
      return;
    }
    Iterator<Long> fresh = take.apply(before.size()).stream().sorted().iterator();
    before.stream().sorted().forEach(id -> replacing.put(id, fresh.next()));
  }

  private List<Long> take(ObjectKind kind, int count) {
    return switch (kind) {
      case INCIDENT -> transaction.incidents().takeNumbers(count);
      case TRIAGE_EVENT -> transaction.triageEvents().takeIds(count);
      case TASK -> transaction.tasks().takeNumbers(count);
      case INDICATOR -> transaction.indicators().takeIds(count);
      case NOTE -> transaction.notes().takeIds(count);
      case ENTITY ->
          throw new IllegalArgumentException("entities are known by their names, not by numbers");
    };
  }

  /** Takes numbers of one kind until all up to this one are taken, so that it can be kept. */
  public void takeUpTo(ObjectKind kind, long last) {
    takeUpTo(last, count -> take(kind, count));
  }

  /** Takes ids of attachments until all up to this one are taken. */
  public void takeAttachmentsUpTo(long last) {
    takeUpTo(last, transaction.attachments()::takeIds);
  }

  /** Takes ids of efforts until all up to this one are taken. */
  public void takeEffortsUpTo(long last) {
    takeUpTo(last, transaction.tasks()::takeEffortIds);
  }

  private static void takeUpTo(long last, IntFunction<List<Long>> take) {
    long taken = 0;
    while (taken < last) {
      int count = (int) Math.min(AT_ONCE, last - taken);
      taken = Math.max(taken + 1, take.apply(count).getLast());
    }
  }

  /**
   * Writes everything; what refers to another object comes after it.
   *
   * @throws IllegalStateException when a label is taken with every suffix
   */
  public void write(WholeObjects objects) {
    insert(objects.incidents().stream().map(numbers::of).toList());
    if (!objects.triageEvents().isEmpty()) {
      transaction.triageEvents().insert(objects.triageEvents().stream().map(numbers::of).toList());
    }
    if (!objects.tasks().isEmpty()) {
      transaction.tasks().insert(objects.tasks().stream().map(numbers::of).toList());
    }
    if (!objects.indicators().isEmpty()) {
      transaction.indicators().insert(objects.indicators().stream().map(numbers::of).toList());
    }
    if (!objects.notes().isEmpty()) {
      transaction.notes().insert(objects.notes().stream().map(numbers::of).toList());
    }
    if (!objects.intervals().isEmpty()) {
      transaction
          .incidents()
          .recordIntervals(List.of(), objects.intervals().stream().map(numbers::of).toList());
    }
    if (!objects.clocks().isEmpty()) {
      transaction.clocks().put(objects.clocks().stream().map(numbers::of).toList());
    }
    if (!objects.changes().isEmpty()) {
      transaction.changes().append(objects.changes().stream().map(numbers::of).toList());
    }
    link(objects.links());
  }

  /** Writes attachments; what they are on is there. Their blobs are durable. */
  public void attach(List<Attachments.Filed> files) {
    if (!files.isEmpty()) {
      transaction
          .attachments()
          .insert(
              files.stream()
                  .map(each -> new Attachments.Filed(numbers.of(each.attachment()), each.file()))
                  .toList());
    }
  }

  /** Writes what was spent on tasks; they are there, with the sums. */
  public void spend(List<Effort> efforts) {
    if (!efforts.isEmpty()) {
      transaction.tasks().insertEfforts(efforts.stream().map(numbers::of).toList());
    }
  }

  /** Writes the fields of incidents anew that were written before. */
  public void update(List<Incident> incidents) {
    if (!incidents.isEmpty()) {
      transaction.incidents().update(incidents.stream().map(numbers::of).toList());
    }
  }

  private void insert(List<Incident> incidents) {
    List<Incident> open = incidents;
    Set<Long> settled = new HashSet<>();
    for (int suffix = 2; !open.isEmpty(); suffix++) {
      if (suffix > MOST_SUFFIXES) {
        throw new IllegalStateException(
            "no label such as %s is free".formatted(open.getFirst().label()));
      }
      Set<Long> inserted = transaction.incidents().insert(open);
      String ending = "-" + suffix;
      List<Incident> refused =
          incidents.stream()
              .filter(incident -> !settled.contains(incident.number()))
              .filter(incident -> !inserted.contains(incident.number()))
              .map(incident -> incident.labelled(incident.label() + ending))
              .toList();
      settled.addAll(inserted);
      open = refused;
    }
  }

  private void link(List<SeenLink> links) {
    Map<Long, List<SeenLink>> spans = new TreeMap<>();
    for (SeenLink link : links) {
      long span = link.at().toEpochMilli() / seenTogether.toMillis();
      spans.computeIfAbsent(span, _ -> new ArrayList<>()).add(link);
    }
    for (List<SeenLink> together : spans.values()) {
      Instant latest =
          together.stream().map(SeenLink::at).max(Instant::compareTo).orElse(Instant.EPOCH);
      List<EntityLink> renumbered =
          together.stream()
              .map(SeenLink::link)
              .map(link -> new EntityLink(numbers.of(link.object()), link.name(), link.source()))
              .toList();
      transaction.entities().link(renumbered, latest);
    }
  }
}
