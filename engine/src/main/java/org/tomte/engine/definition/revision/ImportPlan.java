package org.tomte.engine.definition.revision;

import java.util.List;
import org.tomte.engine.definition.compile.Validation;

/**
 * What an import would do.
 *
 * @param changes one for each document, in the order of files
 * @param validation of what would be there afterwards
 */
public record ImportPlan(List<PlannedChange> changes, Validation validation) {

  /** Copies the list. */
  public ImportPlan {
    changes = List.copyOf(changes);
  }

  /** What would be stored. */
  public List<DocumentChange> toStore() {
    return changes.stream()
        .map(PlannedChange::change)
        .filter(java.util.Objects::nonNull)
        .map(DocumentChange.class::cast)
        .toList();
  }
}
