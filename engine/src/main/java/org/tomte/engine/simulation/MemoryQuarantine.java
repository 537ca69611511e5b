package org.tomte.engine.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.commit.KeyRow;
import org.tomte.engine.commit.QuarantineRow;
import org.tomte.engine.keep.DecisionJson;
import org.tomte.engine.keep.EventJson;
import org.tomte.engine.keep.KeptItem;
import org.tomte.engine.keep.StoredBody;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;

/** Quarantine entries in memory. */
record MemoryQuarantine(Tables tables) implements QuarantineStore {
  @Override
  public List<QuarantineEntry> list(Filter filter, int limit) {
    return tables.transaction(() -> fitting(filter).limit(limit).map(this::entry).toList());
  }

  @Override
  public long count(Filter filter) {
    return tables.transaction(() -> fitting(filter).count());
  }

  private Stream<StoredEntry> fitting(Filter filter) {
    return tables.quarantine.rows().descendingMap().values().stream()
        .filter(entry -> fits(entry, filter));
  }

  private static boolean fits(StoredEntry entry, Filter filter) {
    QuarantineRow row = entry.row();
    return (filter.daemon() == null || Objects.equals(filter.daemon(), row.daemon()))
        && (filter.stage() == null || Objects.equals(filter.stage(), entry.stage()))
        && (filter.state() == null || filter.state() == entry.state())
        && (filter.from() == null || !row.at().isBefore(filter.from()))
        && (filter.until() == null || row.at().isBefore(filter.until()))
        && (filter.before() == null || row.id() < filter.before());
  }

  @Override
  public Optional<QuarantineEntry> find(long id) {
    return tables.transaction(
        () -> Optional.ofNullable(tables.quarantine.get(id)).map(this::entry));
  }

  private QuarantineEntry entry(StoredEntry stored) {
    QuarantineRow row = stored.row();
    KeptItem original = EventJson.read(row.event().json(), row.event().raw(), tables.blobs);
    KeptItem item = original;
    if (stored.fields() != null) {
      item = item.withFields(stored.fields());
    }
    if (stored.raw() != null) {
      item = item.withRaw(stored.raw());
    }
    boolean edited = stored.fields() != null || stored.raw() != null;
    return new QuarantineEntry(
        row.id(),
        row.daemon(),
        tables.streamName(row.key().stream()).name(),
        stored.stage(),
        stored.reason(),
        row.instant(),
        row.at(),
        row.depth(),
        DecisionJson.read(row.decision()),
        item,
        edited ? original : null,
        stored.state(),
        stored.replays(),
        stored.closing());
  }

  @Override
  public boolean edit(
      long id,
      @Nullable Map<String, @Nullable Object> fields,
      @Nullable StoredBody raw,
      Closing by) {
    return tables.transaction(() -> {
      StoredEntry entry = tables.quarantine.get(id);
      if (entry == null || !entry.open()) {
        return false;
      }
      tables.quarantine.put(id, entry.edited(fields, raw, by));
      return true;
    });
  }

  @Override
  public int discard(List<Long> ids, Closing by) {
    return tables.transaction(() -> {
      int discarded = 0;
      for (Long id : ids) {
        StoredEntry entry = tables.quarantine.get(id);
        if (entry != null && entry.open()) {
          tables.quarantine.put(id, entry.ended(State.DISCARDED, by));
          discardKey(entry.row());
          discarded++;
        }
      }
      return discarded;
    });
  }

  private void discardKey(QuarantineRow row) {
    KeyRow key = tables.keys.get(row.key());
    if (key != null && key.state() == KeyRow.State.QUARANTINED) {
      tables.keys.put(
          row.key(),
          new KeyRow(
              key.name(),
              KeyRow.State.DISCARDED,
              key.version(),
              key.made(),
              key.kept(),
              key.until()));
    }
  }
}
