package org.tomte.testkit.definition;

import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.InMemoryDefinitions;

class InMemoryDefinitionsTest extends DefinitionStoreContract {

  private final InMemoryDefinitions store = new InMemoryDefinitions();

  @Override
  protected DefinitionStore store() {
    return store;
  }
}
