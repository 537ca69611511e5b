package org.tomte.testkit;

class InMemoryAttackedCommitTest extends AttackedCommitContract {
  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return InMemoryStores.store(clock);
  }
}
