package org.tomte.casework;

import java.util.Set;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;

/**
 * What was taken back.
 *
 * @param object of what
 * @param change what was undone
 * @param fields the fields that have their former value again
 */
public record Undone(ObjectRef object, ChangePosition change, Set<String> fields) {

  /** Copies the set. */
  public Undone {
    fields = Set.copyOf(fields);
  }
}
