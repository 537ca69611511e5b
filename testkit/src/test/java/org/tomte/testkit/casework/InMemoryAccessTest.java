package org.tomte.testkit.casework;

class InMemoryAccessTest extends AccessContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
