package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.Task;

/**
 * Merges incidents that are about the same into one. What is still to be done goes there: open
 * tasks; what it holds is known there too: entities. Notes, closed tasks, attachments and history
 * stay where they were written, and both incidents say so.
 */
final class MergeCommands {
  /** The closing reason of what was merged. */
  static final String DUPLICATE = "duplicate";

  private final Session session;
  private final CaseworkTransaction transaction;
  private final Cause cause;
  private final Instant now;
  private final IncidentBatch batch;
  private final TaskBatch tasks;

  MergeCommands(Session session, Cause cause) {
    this.session = session;
    this.transaction = session.transaction();
    this.cause = cause;
    this.now = session.now();
    this.batch = new IncidentBatch(session, now);
    this.tasks = new TaskBatch(transaction, now);
  }

  /** Merges others into one; each answers on its own. */
  List<Outcome<Incident>> merge(long into, List<Long> others, @Nullable String note) {
    Set<Long> numbers = new TreeSet<>(others);
    numbers.add(into);
    Map<Long, Incident> current = new HashMap<>(transaction.incidents().lock(numbers));
    Incident target = current.get(into);
    Outcome<Incident> wrong = fault(into, target);
    List<Outcome<Incident>> outcomes = new ArrayList<>();
    for (long number : others) {
      Outcome<Incident> outcome =
          target == null || wrong != null
              ? Objects.requireNonNullElseGet(wrong, () -> IncidentEdits.unknown(into))
              : merge(target, number, current.get(number), note);
      if (outcome instanceof Outcome.Done<Incident> done) {
        current.put(number, done.value());
      }
      outcomes.add(outcome);
    }
    tasks.write();
    batch.write();
    return outcomes;
  }

  private @Nullable Outcome<Incident> fault(long into, @Nullable Incident target) {
    if (target == null || session.hides(target, cause)) {
      return IncidentEdits.unknown(into);
    }
    if (target.deleted()) {
      return IncidentEdits.refused(target, Refusal.BAD_STATE, "it was deleted; restore it first");
    }
    Long further = target.duplicateOf();
    return further == null
        ? null
        : IncidentEdits.refused(
            target,
            Refusal.BAD_STATE,
            "it was itself merged into %d; merge into that".formatted(further));
  }

  private Outcome<Incident> merge(
      Incident target, long number, @Nullable Incident other, @Nullable String note) {
    if (other == null || session.hides(other, cause)) {
      return IncidentEdits.unknown(number);
    }
    if (number == target.number()) {
      return IncidentEdits.refused(
          other, Refusal.BAD_VALUE, "an incident cannot be merged into itself");
    }
    if (Long.valueOf(target.number()).equals(other.duplicateOf())) {
      return Outcome.done(other);
    }
    if (other.duplicateOf() != null) {
      return IncidentEdits.refused(
          other,
          Refusal.BAD_STATE,
          "it was merged into %d already; unmerge it first".formatted(other.duplicateOf()));
    }
    if (other.deleted()) {
      return IncidentEdits.refused(other, Refusal.BAD_STATE, "it was deleted; restore it first");
    }
    if (other.held()) {
      return IncidentEdits.refused(
          other, Refusal.AGAINST_RULES, IncidentRemoval.held(other, "merged into another"));
    }
    return Session.<Incident>loop(cause, "A merge of incident " + number)
        .orElseGet(() -> Outcome.done(merged(target, other, note)));
  }

  private Incident merged(Incident target, Incident other, @Nullable String note) {
    FieldValues fields = other.fields().with(FieldNames.DUPLICATE_OF, target.number());
    if (!other.closed()) {
      String words =
          note == null || note.isBlank() ? "Merged into %s.".formatted(target.label()) : note;
      fields =
          fields
              .with(FieldNames.STATUS, session.settings().workflow().closedStatus())
              .with(FieldNames.CLOSING_REASON, DUPLICATE)
              .with(FieldNames.CLOSING_NOTE, words);
    }
    Incident after = after(other, fields);
    batch.edited(other, after, cause);
    batch.tell(target, Change.MERGED, null, other.number(), cause);
    batch.touched(target);
    batch.hold(
        target,
        transaction.entities().of(other.ref()).stream()
            .map(entity -> new HeldEntity(entity.name(), LinkSource.EVENT))
            .toList());
    List<Long> open =
        transaction.tasks().openOf(List.of(other.number())).getOrDefault(other.number(), List.of());
    move(open, target.number(), other.number());
    return after;
  }

  private Incident after(Incident before, FieldValues fields) {
    FieldEdit edit = new FieldEdit(fields, before.setByPerson(), Set.of());
    return Transition.of(session, before, edit, now);
  }

  /**
   * Moves tasks to another incident.
   *
   * @param from where they came from first, unless they know already; null when they come back
   */
  private void move(List<Long> numbers, long to, @Nullable Long from) {
    for (Task task : transaction.tasks().lock(numbers).values()) {
      FieldValues fields = task.fields().with(FieldNames.INCIDENT, to);
      if (from == null) {
        fields = fields.with(FieldNames.MERGED_FROM, null);
      } else if (fields.get(FieldNames.MERGED_FROM) == null) {
        fields = fields.with(FieldNames.MERGED_FROM, from);
      }
      Task after =
          new Task(
              task.number(),
              task.key(),
              session.catalogue().calculated(ObjectKind.TASK, fields),
              task.setByPerson(),
              task.times().changed(now),
              task.createdBy(),
              task.version() + 1);
      tasks.edited(task, after, cause);
    }
  }

  /** Lets an incident stand for itself again, with the tasks that came from it. */
  Outcome<Incident> unmerge(long number) {
    Incident before = transaction.incidents().lock(List.of(number)).get(number);
    if (before == null || session.hides(before, cause)) {
      return IncidentEdits.unknown(number);
    }
    Long into = before.duplicateOf();
    if (into == null) {
      return IncidentEdits.refused(before, Refusal.BAD_STATE, "it was not merged into another");
    }
    if (before.deleted()) {
      return IncidentEdits.refused(before, Refusal.BAD_STATE, "it was deleted; restore it first");
    }
    return Session.<Incident>loop(cause, "Taking a merge of incident " + number + " back")
        .orElseGet(() -> Outcome.done(parted(before, into)));
  }

  private Incident parted(Incident before, long into) {
    Incident target = transaction.incidents().lock(List.of(into)).get(into);
    FieldValues fields = before.fields().with(FieldNames.DUPLICATE_OF, null);
    if (before.closed() && DUPLICATE.equals(fields.text(FieldNames.CLOSING_REASON))) {
      fields = fields.with(FieldNames.STATUS, session.settings().workflow().reopenedStatus());
    }
    Incident after = after(before, fields);
    batch.edited(before, after, cause);
    if (target != null) {
      batch.tell(target, Change.MERGED, before.number(), null, cause);
      batch.touched(target);
    }
    move(transaction.tasks().mergedFrom(before.number()), before.number(), null);
    for (long below : mergedBelow(before.number())) {
      move(transaction.tasks().mergedFrom(below), before.number(), below);
    }
    tasks.write();
    batch.write();
    return after;
  }

  /** All that were merged into an incident, and into those. */
  private List<Long> mergedBelow(long number) {
    List<Long> below = new ArrayList<>();
    Deque<Long> open = new ArrayDeque<>(List.of(number));
    while (!open.isEmpty()) {
      long next = open.pop();
      List<Long> merged =
          transaction.incidents().duplicates(List.of(next)).getOrDefault(next, List.of());
      below.addAll(merged);
      open.addAll(merged);
    }
    return below;
  }
}
