package org.tomte.casework.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Incidents;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.IntervalEnd;
import org.tomte.casework.incident.Track;

/** Incidents in memory. */
final class MemoryIncidents implements Incidents {
  private final MemoryTables tables;

  MemoryIncidents(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Long> takeNumbers(int count) {
    return tables.takeNumbers(count);
  }

  @Override
  public Set<Long> insert(List<Incident> incidents) {
    Set<Long> inserted = new HashSet<>();
    for (Incident incident : incidents) {
      if (tables.labels.get(incident.label()) == null) {
        tables.labels.put(incident.label(), incident.number());
        tables.incidents.put(incident.number(), incident);
        inserted.add(incident.number());
      }
    }
    return inserted;
  }

  @Override
  public Map<Long, Incident> lock(Collection<Long> numbers) {
    Map<Long, Incident> found = new TreeMap<>();
    for (Long number : numbers) {
      Incident incident = tables.incidents.get(number);
      if (incident != null) {
        found.put(number, incident);
      }
    }
    return found;
  }

  @Override
  public Set<Long> existing(Collection<Long> numbers) {
    return lock(numbers).keySet();
  }

  @Override
  public Map<Long, Incident> restricted(Collection<Long> numbers) {
    Map<Long, Incident> found = lock(numbers);
    found.values().removeIf(incident -> !incident.restricted());
    return found;
  }

  @Override
  public void update(Collection<Incident> incidents) {
    incidents.forEach(incident -> tables.incidents.put(incident.number(), incident));
  }

  @Override
  public Map<Long, Set<String>> visitedPhases(Collection<Long> numbers) {
    Map<Long, Set<String>> visited = new TreeMap<>();
    for (Interval interval : tables.intervals.rows().values()) {
      if (interval.track() == Track.PHASE && numbers.contains(interval.incident())) {
        visited.computeIfAbsent(interval.incident(), _ -> new TreeSet<>()).add(interval.value());
      }
    }
    return visited;
  }

  @Override
  public void lockFamily() {
    // One thread works here at a time.
  }

  @Override
  public Map<Long, Long> parents(Collection<Long> numbers) {
    Map<Long, Long> parents = new TreeMap<>();
    lock(numbers)
        .forEach((number, incident) -> {
          Long parent = incident.parent();
          if (parent != null) {
            parents.put(number, parent);
          }
        });
    return parents;
  }

  @Override
  public Map<Long, Long> survivors(Collection<Long> numbers) {
    Map<Long, Long> survivors = new TreeMap<>();
    for (Long number : numbers) {
      Incident at = tables.incidents.get(number);
      while (at != null && at.duplicateOf() != null) {
        survivors.put(number, at.duplicateOf());
        at = tables.incidents.get(at.duplicateOf());
      }
    }
    return survivors;
  }

  @Override
  public Map<Long, List<Long>> duplicates(Collection<Long> numbers) {
    Map<Long, List<Long>> duplicates = new TreeMap<>();
    for (Incident incident : tables.incidents.rows().values()) {
      Long into = incident.duplicateOf();
      if (into != null && numbers.contains(into)) {
        duplicates.computeIfAbsent(into, _ -> new ArrayList<>()).add(incident.number());
      }
    }
    return duplicates;
  }

  @Override
  public void lockTitles() {
    // One thread works here at a time.
  }

  @Override
  public Map<String, Long> titles(Collection<String> titles) {
    Map<String, Long> taken = new TreeMap<>();
    for (Incident incident : tables.incidents.rows().values()) {
      String title = incident.fields().text(FieldNames.TITLE);
      if (title != null && titles.contains(title) && !incident.deleted()) {
        taken.putIfAbsent(title, incident.number());
      }
    }
    return taken;
  }

  @Override
  public List<Long> purge(long number) {
    return new MemoryPurge(tables).purge(number);
  }

  @Override
  public void recordIntervals(List<IntervalEnd> ends, List<Interval> intervals) {
    for (IntervalEnd end : ends) {
      for (Map.Entry<MemoryTables.IntervalKey, Interval> row : of(end).entrySet()) {
        if (row.getValue().until() == null) {
          tables.intervals.put(row.getKey(), row.getValue().ended(end.at()));
        }
      }
    }
    for (Interval interval : intervals) {
      tables.intervals.put(
          new MemoryTables.IntervalKey(
              interval.incident(), interval.track().code(), tables.takeSequence(1).getFirst()),
          interval);
    }
  }

  private Map<MemoryTables.IntervalKey, Interval> of(IntervalEnd end) {
    int track = end.track().code();
    return new TreeMap<>(
        tables
            .intervals
            .rows()
            .subMap(
                new MemoryTables.IntervalKey(end.incident(), track, 0),
                new MemoryTables.IntervalKey(end.incident(), track, Long.MAX_VALUE)));
  }
}
