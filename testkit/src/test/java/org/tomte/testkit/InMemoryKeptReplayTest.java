package org.tomte.testkit;

class InMemoryKeptReplayTest extends KeptReplayContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
