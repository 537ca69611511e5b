package org.tomte.engine.definition.revision;

import org.tomte.engine.definition.DefinitionKind;

/**
 * A document as it is now, without its text. Two heads are equal as long as nothing changed.
 *
 * @param id its identity, which survives renames
 * @param kind what it defines
 * @param name unique in its kind
 * @param revision the number of its newest revision, from 1
 * @param file where an export puts it: a relative path with slashes
 * @param ordinal its place among the documents of the file
 */
public record DocumentHead(
    int id, DefinitionKind kind, String name, int revision, String file, int ordinal) {

  /** Its kind and name. */
  public DocumentName documentName() {
    return new DocumentName(kind, name);
  }
}
