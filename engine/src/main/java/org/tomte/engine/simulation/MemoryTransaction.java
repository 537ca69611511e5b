package org.tomte.engine.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.AcknowledgementRow;
import org.tomte.engine.commit.CommitTransaction;
import org.tomte.engine.commit.CorrelationName;
import org.tomte.engine.commit.CorrelationRow;
import org.tomte.engine.commit.KeptBlock;
import org.tomte.engine.commit.KeptRow;
import org.tomte.engine.commit.KeyName;
import org.tomte.engine.commit.KeyRow;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.LaneRow;
import org.tomte.engine.commit.PendingAcknowledgements.Pending;
import org.tomte.engine.commit.PointerRow;
import org.tomte.engine.commit.QuarantineRow;
import org.tomte.engine.commit.RollupRow;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.RunRow;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Member;
import org.tomte.engine.pointer.SnapshotDelta;
import org.tomte.engine.quarantine.QuarantineStore;

/** The tables as a commit sees them. */
final class MemoryTransaction implements CommitTransaction {
  private final Tables tables;

  MemoryTransaction(Tables tables) {
    this.tables = tables;
  }

  @Override
  public long takeIds(int count) {
    return tables.takeIds(count);
  }

  @Override
  public List<LaneRow> lockLanes(List<LaneName> sorted) {
    List<LaneRow> rows = new ArrayList<>();
    for (LaneName name : sorted) {
      LaneRow row = tables.lanes.get(name);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Override
  public Map<LaneName, RunRef> claimRuns(List<RunRow> runs) {
    Map<LaneName, RunRef> late = new HashMap<>();
    for (RunRow row : runs) {
      RunRef run = row.run();
      Tables.RunKey key = new Tables.RunKey(row.lane(), run.planned());
      Tables.StoredRun stored = tables.runs.get(key);
      if (stored != null && stored.settled()) {
        RunLog.RunId by = stored.run().run();
        RunRef.Cause cause = RunRef.Cause.valueOf(by.cause().toUpperCase(Locale.ROOT));
        late.put(row.lane(), new RunRef(by.planned(), cause, by.started(), by.node()));
        continue;
      }
      int commits = stored == null ? 1 : stored.run().commits() + 1;
      RunLog.RunId id =
          new RunLog.RunId(
              row.lane().daemon(),
              row.lane().lane(),
              run.planned(),
              run.cause().name().toLowerCase(Locale.ROOT),
              run.started(),
              run.node());
      RunLog.LoggedRun logged = new RunLog.LoggedRun(id, commits, null, null, null, null);
      tables.runs.put(key, new Tables.StoredRun(logged, false, row.epoch()));
    }
    return late;
  }

  @Override
  public Set<KeyName> insertKeys(List<KeyRow> sorted) {
    Set<KeyName> inserted = new HashSet<>();
    for (KeyRow row : sorted) {
      if (tables.keys.get(row.name()) == null) {
        tables.keys.put(row.name(), row);
        inserted.add(row.name());
      }
    }
    return inserted;
  }

  @Override
  public Map<KeyName, KeyRow> findKeys(Collection<KeyName> names) {
    Map<KeyName, KeyRow> found = new HashMap<>();
    for (KeyName name : names) {
      KeyRow row = tables.keys.get(name);
      if (row != null) {
        found.put(name, row);
      }
    }
    return found;
  }

  @Override
  public Map<KeyName, KeyRow> lockKeys(List<KeyName> sorted) {
    return findKeys(sorted);
  }

  @Override
  public List<KeyRow> findKeys(DaemonId daemon, Collection<KeyHash> hashes) {
    List<KeyRow> found = new ArrayList<>();
    for (Map.Entry<Integer, StreamName> stream : tables.streamNames.rows().entrySet()) {
      if (!stream.getValue().daemon().equals(daemon)) {
        continue;
      }
      for (KeyHash hash : hashes) {
        KeyRow row = tables.keys.get(new KeyName(stream.getKey(), hash));
        if (row != null) {
          found.add(row);
        }
      }
    }
    return found;
  }

  @Override
  public void updateKeys(List<KeyRow> rows) {
    rows.forEach(row -> tables.keys.put(row.name(), row));
  }

  @Override
  public Map<CorrelationName, String> lockCorrelations(List<CorrelationName> sorted) {
    Map<CorrelationName, String> states = new HashMap<>();
    for (CorrelationName name : sorted) {
      CorrelationRow row = tables.correlations.get(name);
      states.put(name, row == null ? "" : row.state());
    }
    return states;
  }

  @Override
  public void updateCorrelations(List<CorrelationRow> rows) {
    rows.forEach(row -> tables.correlations.put(row.name(), row));
  }

  @Override
  public void keep(List<KeptRow> rows) {
    rows.forEach(row -> tables.kept.put(row.place().id(), row));
  }

  @Override
  public void keepBlocks(List<KeptBlock> blocks) {
    blocks.forEach(block -> tables.blocks.put(block.place().id(), block));
  }

  @Override
  public void quarantine(List<QuarantineRow> rows) {
    rows.forEach(row -> tables.quarantine.put(row.id(), StoredEntry.of(row)));
  }

  @Override
  public void supersedeQuarantine(Collection<KeyName> keys, QuarantineStore.Closing by) {
    for (StoredEntry entry : List.copyOf(tables.quarantine.rows().values())) {
      if (entry.open() && keys.contains(entry.row().key())) {
        tables.quarantine.put(entry.row().id(), entry.ended(QuarantineStore.State.REPLAYED, by));
      }
    }
  }

  @Override
  public boolean lockQuarantined(long entry) {
    StoredEntry stored = tables.quarantine.get(entry);
    return stored != null && stored.open();
  }

  @Override
  public void endReplayed(long entry, QuarantineStore.Closing by) {
    StoredEntry stored = tables.quarantine.get(entry);
    if (stored != null) {
      tables.quarantine.put(entry, stored.ended(QuarantineStore.State.REPLAYED, by));
    }
  }

  @Override
  public void failAgain(long entry, String stage, String reason, QuarantineStore.Closing by) {
    StoredEntry stored = tables.quarantine.get(entry);
    if (stored != null) {
      tables.quarantine.put(entry, stored.failedAgain(stage, reason, by));
    }
  }

  @Override
  public void acknowledge(List<AcknowledgementRow> rows) {
    for (AcknowledgementRow row : rows) {
      Tables.AcknowledgementKey key =
          new Tables.AcknowledgementKey(row.name(), row.acknowledgement().verb());
      Pending known = tables.acknowledgements.get(key);
      long id = known == null ? tables.takeIds(1) : known.id();
      tables.acknowledgements.put(
          key,
          new Pending(
              id,
              tables.streamName(row.name().stream()),
              row.acknowledgement(),
              known == null ? row.since() : known.since(),
              null));
    }
  }

  @Override
  public void deliver(List<NewDelivery> rows) {
    MemoryOutbox.add(tables, rows);
  }

  @Override
  public void count(List<RollupRow> rows) {
    for (RollupRow row : rows) {
      Tables.Minute minute = new Tables.Minute(row.daemon(), row.minute());
      Counters before = tables.minutes.get(minute);
      tables.minutes.put(minute, before == null ? row.counters() : before.plus(row.counters()));
    }
  }

  @Override
  public void movePointers(List<PointerRow> rows) {
    for (PointerRow row : rows) {
      tables.pointers.put(row.stream(), new Tables.Pointer(row.move(), row.at()));
      SnapshotDelta delta = row.move().members();
      for (Member member : delta.gone()) {
        tables.members.remove(new KeyName(row.stream(), member.hash()));
      }
      delta.added().forEach(member -> putMember(row.stream(), member));
      delta.changed().forEach(member -> putMember(row.stream(), member));
    }
  }

  private void putMember(int stream, Member member) {
    tables.members.put(new KeyName(stream, member.hash()), member);
  }

  @Override
  public void stamp(List<LaneName> sorted, UUID attempt) {
    for (LaneName name : sorted) {
      LaneRow row = tables.lanes.get(name);
      if (row != null) {
        tables.lanes.put(name, new LaneRow(name, row.epoch(), attempt));
      }
    }
  }

  @Override
  public CaseworkTransaction casework() {
    return tables.casework;
  }
}
