package org.tomte.testkit;

class InMemoryMergeTest extends MergeContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
