package org.tomte.testkit.casework;

class InMemoryCaseworkTest extends CaseworkContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
