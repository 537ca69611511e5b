package org.tomte.testkit;

final class InMemoryRunLogTest extends RunLogContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
