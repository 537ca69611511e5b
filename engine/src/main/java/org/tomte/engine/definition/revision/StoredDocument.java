package org.tomte.engine.definition.revision;

import org.tomte.engine.definition.DefinitionKind;

/**
 * A document as it is now.
 *
 * @param id its identity, which survives renames; that of a daemon is its {@link
 *     org.tomte.engine.DaemonId}
 * @param kind what it defines
 * @param name unique in its kind
 * @param revision the number of its newest revision, from 1
 * @param text as written, with comments
 * @param file where an export puts it: a relative path with slashes
 * @param ordinal its place among the documents of the file
 */
public record StoredDocument(
    int id, DefinitionKind kind, String name, int revision, String text, String file, int ordinal) {

  /** The same without the text. */
  public DocumentHead head() {
    return new DocumentHead(id, kind, name, revision, file, ordinal);
  }

  /** Its kind and name. */
  public DocumentName documentName() {
    return new DocumentName(kind, name);
  }
}
