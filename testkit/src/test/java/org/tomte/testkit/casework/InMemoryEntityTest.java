package org.tomte.testkit.casework;

class InMemoryEntityTest extends EntityContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
