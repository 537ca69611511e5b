package org.tomte.casework.task;

import java.util.Set;

/**
 * What became of an edit.
 *
 * @param task as it stands afterwards
 * @param changed the names of the fields that have another value now; empty when nothing changed
 * @param kept the names of the fields that were left: because a person set them, or because the
 *     task is closed
 */
public record EditedTask(Task task, Set<String> changed, Set<String> kept) {

  /** Copies the sets. */
  public EditedTask {
    changed = Set.copyOf(changed);
    kept = Set.copyOf(kept);
  }
}
