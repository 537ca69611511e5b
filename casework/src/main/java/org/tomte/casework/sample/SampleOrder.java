package org.tomte.casework.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which histories to make. The same order makes the same histories.
 *
 * @param incidents how many, at least 1
 * @param seed chooses among all histories
 * @param since when the first can begin
 * @param until nothing happens after this; what is not done by then stays open
 * @param team the team that owns them all; null for none
 */
public record SampleOrder(
    int incidents, long seed, Instant since, Instant until, @Nullable String team) {

  /** Rejects what nothing can be made of. */
  public SampleOrder {
    if (incidents < 1 || !since.isBefore(until)) {
      throw new IllegalArgumentException(
          "at least one incident and a span are needed, not %d from %s to %s"
              .formatted(incidents, since, until));
    }
  }
}
