package org.tomte.testkit.casework;

class InMemoryTaskRulesTest extends TaskRulesContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
