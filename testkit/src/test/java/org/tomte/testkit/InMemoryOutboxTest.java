package org.tomte.testkit;

final class InMemoryOutboxTest extends OutboxContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
