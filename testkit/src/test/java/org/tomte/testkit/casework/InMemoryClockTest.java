package org.tomte.testkit.casework;

class InMemoryClockTest extends ClockContract {
  private final CaseworkStore store = new InMemoryStore();

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
