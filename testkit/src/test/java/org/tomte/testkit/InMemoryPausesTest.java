package org.tomte.testkit;

final class InMemoryPausesTest extends PausesContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
