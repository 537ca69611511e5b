package org.tomte.store.casework;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.template.LabelCounters;

/** Counters of labels in the database; a counter's row is locked until the transaction ends. */
final class JdbiLabelCounters implements LabelCounters {

  private final Handle handle;

  JdbiLabelCounters(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Map<CounterKey, Long> take(SortedMap<CounterKey, Integer> wanted) {
    Map<CounterKey, Long> first = new HashMap<>();
    wanted.forEach((key, count) -> first.put(key, take(key, count) - count));
    return first;
  }

  private long take(CounterKey key, int count) {
    return handle
        .createQuery(
            """
            INSERT INTO label_counter AS counter (pattern, period, next)
            VALUES (:pattern, :period, :first + :count)
            ON CONFLICT (pattern, period) DO UPDATE SET next = counter.next + :count
            RETURNING next
            """)
        .bind("pattern", key.pattern())
        .bind("period", key.period())
        .bind("first", key.first())
        .bind("count", (long) count)
        .mapTo(Long.class)
        .one();
  }
}
