package org.tomte.casework.memory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageEvents;

/** Triage events in memory. */
final class MemoryTriageEvents implements TriageEvents {
  private final MemoryTables tables;

  MemoryTriageEvents(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Long> takeIds(int count) {
    return tables.takeSequence(count);
  }

  @Override
  public void insert(List<TriageEvent> events) {
    for (TriageEvent event : events) {
      tables.triageEvents.put(event.id(), new MemoryTables.TriageRow(event, tables.transaction()));
    }
  }

  @Override
  public Map<Long, TriageEvent> lock(Collection<Long> ids) {
    Map<Long, TriageEvent> found = new TreeMap<>();
    for (Long id : ids) {
      MemoryTables.TriageRow row = tables.triageEvents.get(id);
      if (row != null) {
        found.put(id, row.event());
      }
    }
    return found;
  }

  @Override
  public void update(Collection<TriageEvent> events) {
    for (TriageEvent event : events) {
      MemoryTables.TriageRow row = tables.triageEvents.get(event.id());
      if (row != null) {
        tables.triageEvents.put(event.id(), new MemoryTables.TriageRow(event, row.transaction()));
      }
    }
  }
}
