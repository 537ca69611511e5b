package org.tomte.casework.entity;

import java.util.Set;

/**
 * What became of an edit.
 *
 * @param entity as it stands afterwards, or stood before it was deleted
 * @param changed what is different now; empty when nothing is
 */
public record EditedEntity(Entity entity, Set<String> changed) {

  /** Copies the set. */
  public EditedEntity {
    changed = Set.copyOf(changed);
  }
}
