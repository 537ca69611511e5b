package org.tomte.engine.definition.revision;

import org.tomte.engine.definition.DefinitionKind;

/**
 * One state of a document.
 *
 * @param kind what it defines
 * @param number from 1, without holes
 * @param name its name in this revision
 * @param text as written; of a deletion what was deleted
 * @param author who, why and when
 * @param change what happened
 */
public record Revision(
    DefinitionKind kind, int number, String name, String text, Author author, Change change) {

  /** What happened to a document. */
  public enum Change {
    /** It was not there before. */
    CREATED,
    /** Its text changed. */
    CHANGED,
    /** It got another name; its text may have changed as well. */
    RENAMED,
    /** It got the text of an earlier revision. */
    ROLLED_BACK,
    /** It is gone; its history stays. */
    DELETED
  }
}
