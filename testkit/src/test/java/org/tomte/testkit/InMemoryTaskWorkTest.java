package org.tomte.testkit;

class InMemoryTaskWorkTest extends TaskWorkContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
