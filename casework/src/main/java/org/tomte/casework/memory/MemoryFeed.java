package org.tomte.casework.memory;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangePosition;

/** Committed changes in memory. */
final class MemoryFeed implements ChangeFeed {
  private final MemoryTables tables;

  MemoryFeed(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Change> read(ChangePosition after, int limit) {
    Stream<Change> logged = tables.changes.rows().tailMap(after, false).values().stream();
    Stream<Change> made =
        tables.triageEvents.rows().values().stream()
            .map(MemoryTables.TriageRow::creation)
            .filter(change -> change.position().compareTo(after) > 0);
    return Stream.concat(logged, made)
        .filter(change -> change.position().transaction() < tables.transaction())
        .sorted(Comparator.comparing(Change::position))
        .limit(limit)
        .toList();
  }

  @Override
  public ChangePosition end() {
    return new ChangePosition(tables.transaction() - 1, Long.MAX_VALUE);
  }
}
