package org.tomte.casework.indicator;

import java.util.Set;

/**
 * What became of an indicator that was seen.
 *
 * @param indicator as it stands afterwards
 * @param isNew whether it was not there before
 * @param changed the names of the fields that have another value now; empty for a new one
 * @param kept the names of the fields that were left because a person set them
 */
public record SeenIndicator(
    Indicator indicator, boolean isNew, Set<String> changed, Set<String> kept) {

  /** Copies the sets. */
  public SeenIndicator {
    changed = Set.copyOf(changed);
    kept = Set.copyOf(kept);
  }
}
