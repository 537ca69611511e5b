package org.tomte.testkit.casework;

class InMemoryRemovalTest extends RemovalContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
