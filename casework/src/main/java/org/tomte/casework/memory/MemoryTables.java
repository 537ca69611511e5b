package org.tomte.casework.memory;

import java.util.ArrayList;
import java.util.List;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.audit.NewAuditEntry;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskKey;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.triage.TriageEvent;

/** Everything that is kept in memory. Sequences go on after a rollback, as those of a database. */
final class MemoryTables {
  final UndoLog undo = new UndoLog();
  final MemoryTable<Long, Incident> incidents = new MemoryTable<>(undo);
  final MemoryTable<String, Long> labels = new MemoryTable<>(undo);
  final MemoryTable<IntervalKey, Interval> intervals = new MemoryTable<>(undo);
  final MemoryTable<ClockKey, SlaClock> clocks = new MemoryTable<>(undo);
  final MemoryTable<Long, TriageRow> triageEvents = new MemoryTable<>(undo);
  final MemoryTable<Long, Task> tasks = new MemoryTable<>(undo);
  final MemoryTable<TaskKey, Long> taskKeys = new MemoryTable<>(undo);
  final MemoryTable<Long, Effort> efforts = new MemoryTable<>(undo);
  final MemoryTable<IndicatorName, Indicator> indicators = new MemoryTable<>(undo);
  final MemoryTable<Long, IndicatorName> indicatorNames = new MemoryTable<>(undo);
  final MemoryTable<Long, Note> notes = new MemoryTable<>(undo);
  final MemoryTable<String, IncidentTemplate> templates = new MemoryTable<>(undo);
  final MemoryTable<CounterKey, Long> counters = new MemoryTable<>(undo);
  final MemoryTable<EntityName, Entity> entities = new MemoryTable<>(undo);
  final MemoryTable<LinkKey, LinkSource> links = new MemoryTable<>(undo);
  final MemoryTable<Long, Attachments.Filed> attachments = new MemoryTable<>(undo);
  final MemoryTable<ChangePosition, Change> changes = new MemoryTable<>(undo);
  final MemoryTable<Long, NewAuditEntry> audit = new MemoryTable<>(undo);
  private long numbers;
  private long taskNumbers;
  private long entityIds;
  private long sequence;
  private long transaction = 1;

  record IntervalKey(long incident, int track, long sequence) implements Comparable<IntervalKey> {
    @Override
    public int compareTo(IntervalKey other) {
      return java.util.Comparator.comparingLong(IntervalKey::incident)
          .thenComparingInt(IntervalKey::track)
          .thenComparingLong(IntervalKey::sequence)
          .compare(this, other);
    }
  }

  record ClockKey(long incident, String name) implements Comparable<ClockKey> {
    @Override
    public int compareTo(ClockKey other) {
      return java.util.Comparator.comparingLong(ClockKey::incident)
          .thenComparing(ClockKey::name)
          .compare(this, other);
    }
  }

  record LinkKey(ObjectRef object, EntityName name) implements Comparable<LinkKey> {
    @Override
    public int compareTo(LinkKey other) {
      return java.util.Comparator.comparing((LinkKey key) -> key.object().kind())
          .thenComparingLong(key -> key.object().id())
          .thenComparing(LinkKey::name)
          .compare(this, other);
    }
  }

  /** A triage event with the transaction that made it. */
  record TriageRow(TriageEvent event, long transaction) {

    Change creation() {
      return new Change(
          new ChangePosition(transaction, event.id()),
          event.created(),
          event.ref(),
          Change.CREATED,
          null,
          null,
          event.createdBy());
    }
  }

  List<Long> takeNumbers(int count) {
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(++numbers);
    }
    return taken;
  }

  List<Long> takeTaskNumbers(int count) {
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(++taskNumbers);
    }
    return taken;
  }

  List<Long> takeSequence(int count) {
    List<Long> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(++sequence);
    }
    return taken;
  }

  long takeEntityId() {
    return ++entityIds;
  }

  long transaction() {
    return transaction;
  }

  void nextTransaction() {
    undo.forget();
    transaction++;
  }

  void append(List<NewChange> added) {
    for (NewChange change : added) {
      ChangePosition position = new ChangePosition(transaction, takeSequence(1).getFirst());
      changes.put(
          position,
          new Change(
              position,
              change.at(),
              change.object(),
              change.field(),
              change.before(),
              change.after(),
              change.cause()));
    }
  }
}
