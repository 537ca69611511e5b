package org.tomte.testkit.casework;

class InMemoryClosingTest extends ClosingContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
