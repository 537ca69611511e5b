package org.tomte.casework.triage;

import java.util.Set;

/**
 * What became of an edit.
 *
 * @param event as it stands afterwards
 * @param changed the names of the fields that have another value now; empty when nothing changed
 * @param kept the names of the fields that were left because a person set them
 */
public record EditedTriageEvent(TriageEvent event, Set<String> changed, Set<String> kept) {

  /** Copies the sets. */
  public EditedTriageEvent {
    changed = Set.copyOf(changed);
    kept = Set.copyOf(kept);
  }
}
