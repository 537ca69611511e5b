package org.tomte.testkit;

class InMemoryListeningTest extends ListeningContract {
  @Override
  protected StoreUnderTest store(SettableClock settable) {
    return InMemoryStores.store(settable);
  }
}
