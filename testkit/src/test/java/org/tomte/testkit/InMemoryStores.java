package org.tomte.testkit;

import org.tomte.casework.CaseworkContext;
import org.tomte.engine.simulation.InMemoryCommit;

/** Stores in memory, as the contracts take them. */
final class InMemoryStores {
  private InMemoryStores() {}

  static StoreUnderTest store(SettableClock clock) {
    InMemoryCommit memory = new InMemoryCommit(CaseworkContext.plain(clock));
    return new StoreUnderTest(
        memory.store(),
        memory.epochs(),
        memory.pointers(),
        memory.acknowledgements(),
        memory.outbox(),
        memory.quarantine(),
        memory.kept(),
        memory.rollups(),
        memory.runs(),
        memory.pauses(),
        memory.blobs(),
        memory.caseworkReader());
  }
}
