package org.tomte.engine.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.PendingAcknowledgements;

/** Pending acknowledgements in memory. */
record MemoryAcknowledgements(Tables tables) implements PendingAcknowledgements {
  @Override
  public List<Pending> open(DaemonId daemon, int limit) {
    return list(daemon, limit, false);
  }

  @Override
  public List<Pending> parked(DaemonId daemon, int limit) {
    return list(daemon, limit, true);
  }

  private List<Pending> list(DaemonId daemon, int limit, boolean parked) {
    return tables.transaction(() ->
        tables.acknowledgements.rows().values().stream()
            .filter(each -> each.stream().daemon().equals(daemon))
            .filter(each -> (each.parked() != null) == parked)
            .sorted(Comparator.comparingLong(Pending::id))
            .limit(limit)
            .toList());
  }

  @Override
  public void done(Collection<Pending> acknowledgements) {
    tables.transaction(() -> {
      acknowledgements.forEach(each -> keys(each).forEach(tables.acknowledgements::remove));
      return true;
    });
  }

  private List<Tables.AcknowledgementKey> keys(Pending pending) {
    return tables.acknowledgements.rows().entrySet().stream()
        .filter(each -> each.getValue().id() == pending.id())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public void park(Pending acknowledgement, String reason) {
    replace(acknowledgement, reason);
  }

  @Override
  public void retry(Collection<Pending> acknowledgements) {
    acknowledgements.forEach(each -> replace(each, null));
  }

  private void replace(Pending old, @Nullable String parked) {
    tables.transaction(() -> {
      Pending changed =
          new Pending(old.id(), old.stream(), old.acknowledgement(), old.since(), parked);
      keys(old).forEach(key -> tables.acknowledgements.put(key, changed));
      return true;
    });
  }
}
