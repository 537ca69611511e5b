package org.tomte.testkit.casework;

class InMemoryDuplicateTest extends DuplicateContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
