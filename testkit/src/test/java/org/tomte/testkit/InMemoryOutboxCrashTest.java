package org.tomte.testkit;

final class InMemoryOutboxCrashTest extends OutboxCrashContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
