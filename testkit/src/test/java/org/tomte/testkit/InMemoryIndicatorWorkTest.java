package org.tomte.testkit;

class InMemoryIndicatorWorkTest extends IndicatorWorkContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
