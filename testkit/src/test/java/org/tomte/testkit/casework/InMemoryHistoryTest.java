package org.tomte.testkit.casework;

class InMemoryHistoryTest extends HistoryContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
