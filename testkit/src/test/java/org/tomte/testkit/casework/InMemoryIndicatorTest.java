package org.tomte.testkit.casework;

class InMemoryIndicatorTest extends IndicatorContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
