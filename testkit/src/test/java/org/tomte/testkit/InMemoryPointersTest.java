package org.tomte.testkit;

class InMemoryPointersTest extends PointersContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
