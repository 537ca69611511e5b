package org.tomte.casework.incident;

import java.util.Set;

/**
 * What became of an edit.
 *
 * @param incident as it stands afterwards
 * @param changed the names of the fields that have another value now; empty when nothing changed
 * @param kept the names of the fields that were left because a person set them
 */
public record EditedIncident(Incident incident, Set<String> changed, Set<String> kept) {

  /** Copies the sets. */
  public EditedIncident {
    changed = Set.copyOf(changed);
    kept = Set.copyOf(kept);
  }
}
