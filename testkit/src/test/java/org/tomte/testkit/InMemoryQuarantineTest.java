package org.tomte.testkit;

class InMemoryQuarantineTest extends QuarantineContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
