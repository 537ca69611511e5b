package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.pointer.GapLedger.Gap;

/** Changes a ledger of gaps while one page is judged. */
final class GapEditor {
  private final NavigableMap<Long, Gap> byFirst = new TreeMap<>();

  GapEditor(GapLedger ledger) {
    ledger.gaps().forEach(gap -> byFirst.put(gap.first(), gap));
  }

  boolean contains(long id) {
    Map.Entry<Long, Gap> entry = byFirst.floorEntry(id);
    return entry != null && id <= entry.getValue().last();
  }

  /** Notes that the ids from first to last are missing; an empty range is nothing. */
  void add(long first, long last, Instant noticed) {
    if (first <= last) {
      byFirst.put(first, new Gap(first, last, noticed));
    }
  }

  /** Takes an id out that has become visible. */
  void fill(long id) {
    Map.Entry<Long, Gap> entry = byFirst.floorEntry(id);
    if (entry == null || id > entry.getValue().last()) {
      return;
    }
    Gap gap = entry.getValue();
    byFirst.remove(gap.first());
    if (id > gap.first()) {
      byFirst.put(gap.first(), new Gap(gap.first(), id - 1, gap.noticed()));
    }
    if (id < gap.last()) {
      byFirst.put(id + 1, new Gap(id + 1, gap.last(), gap.noticed()));
    }
  }

  void close(Predicate<Gap> settled) {
    byFirst.values().removeIf(settled);
  }

  /**
   * Gives up the lowest gaps until there are at most as many as allowed: those near the end of the
   * stream are the ones that can still fill.
   */
  List<Gap> trim(int most) {
    List<Gap> forgotten = new ArrayList<>();
    while (byFirst.size() > most) {
      forgotten.add(byFirst.pollFirstEntry().getValue());
    }
    return forgotten;
  }

  GapLedger ledger(@Nullable Instant readAt) {
    // Without gaps the instant means nothing; leaving it out keeps equal states equal.
    return byFirst.isEmpty()
        ? GapLedger.EMPTY
        : new GapLedger(List.copyOf(byFirst.values()), readAt);
  }
}
