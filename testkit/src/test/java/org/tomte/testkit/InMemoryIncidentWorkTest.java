package org.tomte.testkit;

class InMemoryIncidentWorkTest extends IncidentWorkContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
