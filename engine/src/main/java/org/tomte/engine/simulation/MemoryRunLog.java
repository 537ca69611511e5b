package org.tomte.engine.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.LaneRow;
import org.tomte.engine.observe.RunLog;

/** Runs in memory. */
record MemoryRunLog(Tables tables) implements RunLog {
  @Override
  public void end(List<Ended> runs) {
    tables.transaction(() -> {
      runs.forEach(this::end);
      return true;
    });
  }

  private void end(Ended ended) {
    Tables.RunKey key = key(ended.run());
    Tables.StoredRun stored = tables.runs.get(key);
    if (stored != null && !mayEnd(ended, stored)) {
      return;
    }
    LaneRow lane = tables.lanes.get(key.lane());
    boolean current = lane == null || lane.epoch() <= ended.epoch();
    int commits = stored == null ? 0 : stored.run().commits();
    boolean settled = (ended.settled() && current) || (stored != null && stored.settled());
    LoggedRun logged =
        new LoggedRun(
            ended.run(), commits, ended.outcome(), ended.words(), ended.ended(), ended.counters());
    tables.runs.put(key, new Tables.StoredRun(logged, settled, ended.epoch()));
  }

  /** Whoever took the daemon over has the last word, and of one epoch the latest start. */
  private static boolean mayEnd(Ended ended, Tables.StoredRun stored) {
    return stored.epoch() < ended.epoch()
        || (stored.epoch() == ended.epoch()
            && !stored.run().run().started().isAfter(ended.run().started()));
  }

  private static Tables.RunKey key(RunId run) {
    return new Tables.RunKey(new LaneName(run.daemon(), run.lane()), run.planned());
  }

  @Override
  public List<LoggedRun> of(DaemonId daemon, @Nullable Instant before, int limit) {
    return tables.transaction(() ->
        tables.runs.rows().values().stream()
            .map(Tables.StoredRun::run)
            .filter(run -> run.run().daemon().equals(daemon))
            .filter(run ->
                before == null || run.run().planned().isBefore(Objects.requireNonNull(before)))
            .sorted(Comparator.comparing((LoggedRun run) -> run.run().planned()).reversed())
            .limit(limit)
            .toList());
  }

  @Override
  public boolean settled(DaemonId daemon, Instant planned) {
    return tables.transaction(() ->
        tables.runs.rows().entrySet().stream()
            .filter(each -> each.getKey().lane().daemon().equals(daemon))
            .filter(each -> each.getKey().planned().equals(planned))
            .anyMatch(each -> each.getValue().settled()));
  }

  @Override
  public long forget(Instant before) {
    return tables.transaction(() -> {
      List<Tables.RunKey> old =
          tables.runs.rows().keySet().stream()
              .filter(key -> key.planned().isBefore(before))
              .toList();
      old.forEach(tables.runs::remove);
      return (long) old.size();
    });
  }
}
