package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ids that were passed over because they were not visible yet.
 *
 * @param gaps ascending, not overlapping
 * @param readAt when a run last began to read them again; null when none did
 */
public record GapLedger(List<Gap> gaps, @Nullable Instant readAt) {

  static final GapLedger EMPTY = new GapLedger(List.of(), null);

  /** Copies the list. */
  public GapLedger {
    gaps = List.copyOf(gaps);
  }

  /** How many ids are missing; {@link Long#MAX_VALUE} when there are more. */
  public long missing() {
    long sum = 0;
    for (Gap gap : gaps) {
      long size = gap.last() - gap.first() + 1;
      sum += size;
      if (size <= 0 || sum < 0) {
        return Long.MAX_VALUE;
      }
    }
    return sum;
  }

  /**
   * A range of missing ids.
   *
   * @param first the first missing id
   * @param last the last missing id, not below {@code first}
   * @param noticed when it was first seen that they are missing
   */
  public record Gap(long first, long last, Instant noticed) {}
}
