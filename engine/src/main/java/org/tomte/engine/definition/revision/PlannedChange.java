package org.tomte.engine.definition.revision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import would do with one document.
 *
 * @param document by its name afterwards
 * @param state what would happen
 * @param diff unified; empty when the text stays
 * @param keys the values that differ
 * @param advice what the change does not do by itself, in sentences
 * @param change what is stored; null when nothing is
 */
public record PlannedChange(
    DocumentName document,
    State state,
    String diff,
    List<KeyChange> keys,
    List<String> advice,
    @Nullable DocumentChange change) {

  /** What would happen to a document. */
  public enum State {
    /** It is new. */
    NEW,
    /** Its text changes. */
    CHANGED,
    /** It gets another name and keeps its identity. */
    RENAMED,
    /** It stays as it is; only its place in the files may change. */
    UNCHANGED,
    /** It is stored and not in the folder, and goes. */
    DELETED,
    /** It is stored and not in the folder, and stays. */
    ONLY_STORED
  }
}
