package org.tomte.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tomte.engine.DaemonId;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;

/** Counters by minute in memory. */
record MemoryRollups(Tables tables) implements Rollups {
  @Override
  public void add(List<Counted> counted) {
    tables.transaction(() -> {
      for (Counted each : counted) {
        Instant start = each.minute().truncatedTo(ChronoUnit.MINUTES);
        Tables.Minute minute = new Tables.Minute(each.daemon(), start);
        Counters before = tables.minutes.get(minute);
        tables.minutes.put(minute, before == null ? each.counters() : before.plus(each.counters()));
      }
      return true;
    });
  }

  @Override
  public List<Bucket> funnel(DaemonId daemon, Instant from, Instant until, Duration step) {
    return tables.transaction(() -> {
      TreeMap<Instant, Counters> buckets = new TreeMap<>();
      tables
          .minutes
          .rows()
          .forEach((minute, counters) -> {
            boolean within = !minute.start().isBefore(from) && minute.start().isBefore(until);
            if (minute.daemon().equals(daemon) && within) {
              buckets.merge(bucket(minute.start(), from, step), counters, Counters::plus);
            }
          });
      List<Bucket> found = new ArrayList<>();
      buckets.forEach((start, counters) -> found.add(new Bucket(start, counters)));
      return found;
    });
  }

  private static Instant bucket(Instant minute, Instant from, Duration step) {
    if (step.isZero()) {
      return from;
    }
    long seconds = minute.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, step.toSeconds()));
  }

  @Override
  public long forget(Instant before) {
    return tables.transaction(() -> {
      List<Tables.Minute> old =
          tables.minutes.rows().keySet().stream()
              .filter(minute -> minute.start().isBefore(before))
              .toList();
      old.forEach(tables.minutes::remove);
      return (long) old.size();
    });
  }
}
