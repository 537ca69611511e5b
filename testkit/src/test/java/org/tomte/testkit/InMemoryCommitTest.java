package org.tomte.testkit;

class InMemoryCommitTest extends CommitContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
