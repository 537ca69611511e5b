package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.IntervalEnd;
import org.tomte.casework.incident.Track;

/** Collects what commands do to incidents and writes it with one statement per table. */
final class IncidentBatch {
  private final CaseworkTransaction transaction;
  private final Instant now;
  private final Map<Long, Incident> changed = new TreeMap<>();
  private final List<NewChange> changes = new ArrayList<>();
  private final List<IntervalEnd> ends = new ArrayList<>();
  private final List<Interval> finished = new ArrayList<>();
  private final Map<OpenTrack, Interval> begun = new LinkedHashMap<>();
  private final Set<EntityLink> links = new LinkedHashSet<>();

  private record OpenTrack(long incident, Track track) {}

  IncidentBatch(CaseworkTransaction transaction, Instant now) {
    this.transaction = transaction;
    this.now = now;
  }

  /** An incident that was just inserted. */
  void created(Incident incident, List<EntityName> entities) {
    Map<String, Object> first = new TreeMap<>(incident.fields().asMap());
    changes.add(change(incident, Change.CREATED, null, first, incident.createdBy()));
    begin(incident, Track.STATUS, incident.status(), incident.lifecycle().statusSince());
    begin(incident, Track.PHASE, incident.phase(), incident.lifecycle().phaseSince());
    hold(incident, entities);
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
    changed.put(after.number(), after);
    return names;
  }

  /** Ties entities to an incident. */
  void hold(Incident incident, List<EntityName> entities) {
    entities.forEach(name -> links.add(new EntityLink(incident.ref(), name)));
  }

  void write() {
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
    Interval open = begun.remove(key);
    if (open == null) {
      ends.add(new IntervalEnd(incident.number(), track, at));
    } else {
      finished.add(open.ended(at));
    }
    begun.put(key, new Interval(incident.number(), track, value, at, null, cause));
  }
}
