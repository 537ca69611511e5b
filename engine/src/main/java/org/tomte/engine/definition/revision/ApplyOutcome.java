package org.tomte.engine.definition.revision;

/** What became of changes. */
public sealed interface ApplyOutcome {

  /**
   * All of them are stored.
   *
   * @param version the store's version afterwards
   */
  record Applied(long version) implements ApplyOutcome {}

  /**
   * None of them is stored, because a document is not as it was when it was looked at.
   *
   * @param document which one
   * @param reason in words
   */
  record Conflict(DocumentName document, String reason) implements ApplyOutcome {}
}
