package org.tomte.engine.definition.revision;

import org.tomte.engine.definition.DefinitionKind;

/**
 * Names a document among those that are there now.
 *
 * @param kind what it defines
 * @param name unique in its kind
 */
public record DocumentName(DefinitionKind kind, String name) {

  @Override
  public String toString() {
    return kind.word() + " " + name;
  }
}
