package org.tomte.testkit.casework;

class InMemoryIncidentTest extends IncidentContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
