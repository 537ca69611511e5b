package org.tomte.testkit.casework;

class InMemorySearchTest extends SearchContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
