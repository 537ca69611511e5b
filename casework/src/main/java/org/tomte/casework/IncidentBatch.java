package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.IntervalEnd;
import org.tomte.casework.incident.Track;
import org.tomte.casework.sla.ClockWork;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.workflow.Closing;

/** Collects what commands do to incidents and writes it with one statement per table. */
final class IncidentBatch {
  /** Why a task is closed with its incident. */
  static final String INCIDENT_CLOSED = "incident-closed";

  private final Session session;
  private final CaseworkTransaction transaction;
  private final Instant now;
  private final Map<Long, Incident> changed = new TreeMap<>();
  private final List<NewChange> changes = new ArrayList<>();
  private final List<IntervalEnd> ends = new ArrayList<>();
  private final List<Interval> finished = new ArrayList<>();
  private final Map<OpenTrack, Interval> begun = new LinkedHashMap<>();
  private final Set<EntityLink> links = new LinkedHashSet<>();
  private final Map<Long, Set<String>> phases = new HashMap<>();
  private final SortedMap<Long, Cause> closed = new TreeMap<>();
  private final Map<Long, Set<String>> statuses = new HashMap<>();
  private final SortedMap<Long, Incident> timed = new TreeMap<>();

  /** What clocks depend on, beside that an incident is deleted or restored. */
  private static final Set<String> TIMED =
      Set.of(
          FieldNames.STATUS,
          FieldNames.PHASE,
          FieldNames.OWNER,
          FieldNames.SEVERITY,
          FieldNames.TYPE,
          Change.DELETED);

  private record OpenTrack(long incident, Track track) {}

  IncidentBatch(Session session, Instant now) {
    this.session = session;
    this.transaction = session.transaction();
    this.now = now;
  }

  /** An incident that was just inserted. */
  void created(Incident incident, List<HeldEntity> entities) {
    Map<String, Object> first = new TreeMap<>(incident.fields().asMap());
    changes.add(change(incident, Change.CREATED, null, first, incident.createdBy()));
    begin(incident, Track.STATUS, incident.status(), incident.lifecycle().statusSince());
    begin(incident, Track.PHASE, incident.phase(), incident.lifecycle().phaseSince());
    hold(incident, entities);
    if (!session.settings().serviceLevels().policies().isEmpty()) {
      timed.put(incident.number(), incident);
    }
  }

  /** An edit; returns the names of the fields that differ. */
  Set<String> edited(Incident before, Incident after, Cause cause) {
    Set<String> names = before.fields().differences(after.fields());
    for (String name : names) {
      changes.add(change(after, name, before.fields().get(name), after.fields().get(name), cause));
    }
    if (!before.status().equals(after.status())) {
      turn(after, Track.STATUS, after.status(), after.lifecycle().statusSince(), cause);
    }
    if (!before.phase().equals(after.phase())) {
      turn(after, Track.PHASE, after.phase(), after.lifecycle().phaseSince(), cause);
    }
    Instant deleted = after.lifecycle().deleted();
    if (!Objects.equals(before.lifecycle().deleted(), deleted)) {
      names.add(Change.DELETED);
      tell(after, Change.DELETED, words(before.lifecycle().deleted()), words(deleted), cause);
    }
    if (after.closed() && !before.closed()) {
      closed.put(after.number(), cause);
    } else if (!after.closed()) {
      closed.remove(after.number());
    }
    if (!Collections.disjoint(names, TIMED)) {
      timed.put(after.number(), after);
    }
    changed.put(after.number(), after);
    return names;
  }

  private static @Nullable String words(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** Writes a line of history that is no field. */
  void tell(
      Incident incident,
      String what,
      @Nullable Object before,
      @Nullable Object after,
      Cause cause) {
    changes.add(change(incident, what, before, after, cause));
  }

  /** The phases that an incident came into by this command. */
  Set<String> phases(long number) {
    return phases.getOrDefault(number, Set.of());
  }

  /** Ties entities to an incident. */
  void hold(Incident incident, List<HeldEntity> entities) {
    entities.forEach(held -> links.add(new EntityLink(incident.ref(), held.name(), held.source())));
  }

  /** Says that something about a locked incident changed that is no field of it. */
  void touched(Incident incident) {
    Incident latest = changed.getOrDefault(incident.number(), incident);
    changed.put(incident.number(), latest.during(latest.lifecycle().changed(now)));
  }

  void write() {
    turnClocks();
    finished.addAll(begun.values());
    if (!changed.isEmpty()) {
      transaction.incidents().update(changed.values());
    }
    if (!finished.isEmpty()) {
      transaction.incidents().recordIntervals(ends, finished);
    }
    if (!changes.isEmpty()) {
      transaction.changes().append(changes);
    }
    if (!links.isEmpty()) {
      transaction.entities().link(links, now);
    }
    closeTasks();
  }

  private void turnClocks() {
    if (timed.isEmpty()) {
      return;
    }
    ClockWork work =
        new ClockWork(
            session.settings().serviceLevels(), session.settings().workflow().firstStatus());
    Map<Long, List<SlaClock>> known = transaction.clocks().of(timed.keySet());
    List<SlaClock> turned = new ArrayList<>();
    timed.forEach((number, incident) -> {
      var happened =
          new ClockWork.Happened(
              incident,
              with(statuses.get(number), incident.status()),
              with(phases.get(number), incident.phase()));
      List<SlaClock> before = known.getOrDefault(number, List.of());
      List<SlaClock> after = work.work(happened, before, now);
      turned.addAll(after);
      if (!after.isEmpty()) {
        remember(number, incident, before, after);
      }
    });
    if (!turned.isEmpty()) {
      transaction.clocks().put(turned);
    }
  }

  /** Lists and searches look at the incident alone, so it knows what its clocks come to. */
  private void remember(
      long number, Incident incident, List<SlaClock> before, List<SlaClock> after) {
    Map<String, SlaClock> clocks = new TreeMap<>();
    before.forEach(clock -> clocks.put(clock.name(), clock));
    after.forEach(clock -> clocks.put(clock.name(), clock));
    Incident latest = changed.getOrDefault(number, incident);
    FieldValues fields =
        latest
            .fields()
            .with(FieldNames.SLA_DUE, words(SlaClock.firstDue(clocks.values())))
            .with(FieldNames.SLA_BREACHED, words(SlaClock.firstBreach(clocks.values())));
    changed.put(
        number,
        new Incident(
            number,
            latest.label(),
            fields,
            latest.setByPerson(),
            latest.lifecycle(),
            latest.createdBy(),
            latest.version()));
  }

  private static Set<String> with(@Nullable Set<String> values, String value) {
    Set<String> all = new TreeSet<>(values == null ? Set.of() : values);
    all.add(value);
    return all;
  }

  /** What was open is closed with its incident, for the same cause. */
  private void closeTasks() {
    if (closed.isEmpty()
        || session.settings().workflow().closing().openTasks() != Closing.OpenTasks.CLOSE) {
      return;
    }
    List<TaskEdit> edits = new ArrayList<>();
    TaskEdit.Action close = new TaskEdit.Action.Withdraw(INCIDENT_CLOSED);
    transaction
        .tasks()
        .openOf(closed.keySet())
        .forEach((incident, tasks) ->
            tasks.forEach(task -> edits.add(new TaskEdit(task, close, closed.get(incident)))));
    if (!edits.isEmpty()) {
      new TaskEdits(session, closed.firstEntry().getValue()).apply(edits);
    }
  }

  private NewChange change(
      Incident incident,
      String field,
      @Nullable Object before,
      @Nullable Object after,
      Cause cause) {
    return new NewChange(now, incident.ref(), field, before, after, cause);
  }

  private void begin(Incident incident, Track track, String value, Instant from) {
    begun.put(
        new OpenTrack(incident.number(), track),
        new Interval(incident.number(), track, value, from, null, incident.createdBy()));
  }

  private void turn(Incident incident, Track track, String value, Instant at, Cause cause) {
    OpenTrack key = new OpenTrack(incident.number(), track);
    Map<Long, Set<String>> visited = track == Track.PHASE ? phases : statuses;
    visited.computeIfAbsent(incident.number(), _ -> new TreeSet<>()).add(value);
    Interval open = begun.remove(key);
    if (open == null) {
      ends.add(new IntervalEnd(incident.number(), track, at));
    } else {
      finished.add(open.ended(at));
    }
    begun.put(key, new Interval(incident.number(), track, value, at, null, cause));
  }
}
