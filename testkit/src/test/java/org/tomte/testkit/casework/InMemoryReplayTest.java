package org.tomte.testkit.casework;

class InMemoryReplayTest extends ReplayContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }

  @Override
  protected int sequences() {
    return 40;
  }
}
