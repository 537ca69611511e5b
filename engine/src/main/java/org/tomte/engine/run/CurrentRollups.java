package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tomte.engine.DaemonId;
import org.tomte.engine.observe.Rollups;

/**
 * Stored counters with what this process has not written yet.
 *
 * @param stored the stored ones
 * @param journal what it has counted
 */
public record CurrentRollups(Rollups stored, StoredJournal journal) implements Rollups {

  @Override
  public void add(List<Counted> counted) {
    stored.add(counted);
  }

  @Override
  public List<Bucket> funnel(DaemonId daemon, Instant from, Instant until, Duration step) {
    journal.flush(daemon);
    return stored.funnel(daemon, from, until, step);
  }

  @Override
  public long forget(Instant before) {
    return stored.forget(before);
  }
}
