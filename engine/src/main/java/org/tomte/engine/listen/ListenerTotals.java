package org.tomte.engine.listen;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/**
 * What all listeners of this process counted since it began, whatever became of single daemons. A
 * message is counted as read once it is settled: committed, or known to make nothing.
 */
public final class ListenerTotals {
  private final Map<Stage, LongAdder> counts = new EnumMap<>(Stage.class);

  ListenerTotals() {
    for (Stage stage : Stage.values()) {
      counts.put(stage, new LongAdder());
    }
  }

  void count(Stage stage, long events) {
    LongAdder count = counts.get(stage);
    if (count != null) {
      count.add(events);
    }
  }

  void count(Counters counters) {
    counters.stages().forEach(this::count);
  }

  /** How often a stage was counted. */
  public long of(Stage stage) {
    LongAdder count = counts.get(stage);
    return count == null ? 0 : count.sum();
  }
}
