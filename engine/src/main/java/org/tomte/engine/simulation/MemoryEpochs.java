package org.tomte.engine.simulation;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.LaneRow;

/** Epochs in memory. */
record MemoryEpochs(Tables tables) implements Epochs {
  @Override
  public Map<LaneName, Long> raise(DaemonId daemon) {
    return tables.transaction(() -> tables.raise(lanes(daemon)));
  }

  /** All lanes of a daemon; the one of its whole source always. */
  TreeSet<LaneName> lanes(DaemonId daemon) {
    TreeSet<LaneName> names = new TreeSet<>();
    names.add(new LaneName(daemon, Batch.WHOLE));
    for (LaneName name : tables.lanes.rows().keySet()) {
      if (name.daemon().equals(daemon)) {
        names.add(name);
      }
    }
    return names;
  }

  @Override
  public Map<LaneName, Long> raise(Collection<LaneName> lanes) {
    return tables.transaction(() -> tables.raise(new TreeSet<>(lanes)));
  }

  @Override
  public void close(Collection<LaneName> lanes) {
    tables.transaction(() -> {
      lanes.forEach(tables.lanes::remove);
      return true;
    });
  }

  @Override
  public Map<LaneName, Long> of(Collection<DaemonId> daemons) {
    return tables.transaction(() -> {
      Map<LaneName, Long> epochs = new TreeMap<>();
      for (LaneRow row : tables.lanes.rows().values()) {
        if (daemons.contains(row.name().daemon())) {
          epochs.put(row.name(), row.epoch());
        }
      }
      return epochs;
    });
  }
}
