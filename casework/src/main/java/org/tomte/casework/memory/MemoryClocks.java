package org.tomte.casework.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tomte.casework.sla.Clocks;
import org.tomte.casework.sla.SlaClock;

/** Clocks in memory. */
final class MemoryClocks implements Clocks {
  private final MemoryTables tables;

  MemoryClocks(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Map<Long, List<SlaClock>> of(Collection<Long> incidents) {
    Map<Long, List<SlaClock>> clocks = new TreeMap<>();
    for (SlaClock clock : tables.clocks.rows().values()) {
      if (incidents.contains(clock.incident())) {
        clocks.computeIfAbsent(clock.incident(), _ -> new ArrayList<>()).add(clock);
      }
    }
    return clocks;
  }

  @Override
  public void put(Collection<SlaClock> clocks) {
    for (SlaClock clock : clocks) {
      tables.clocks.put(new MemoryTables.ClockKey(clock.incident(), clock.name()), clock);
    }
  }
}
