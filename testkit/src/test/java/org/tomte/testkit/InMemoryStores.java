package org.tomte.testkit;

import org.tomte.casework.entity.Harvester;
import org.tomte.engine.simulation.InMemoryCommit;

/** Stores in memory, as the contracts take them. */
final class InMemoryStores {
  private InMemoryStores() {}

  static StoreUnderTest store(SettableClock clock) {
    InMemoryCommit memory = new InMemoryCommit(Harvester.NONE, clock);
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
