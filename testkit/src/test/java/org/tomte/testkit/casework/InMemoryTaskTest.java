package org.tomte.testkit.casework;

class InMemoryTaskTest extends TaskContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
