package org.tomte.engine.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.CommitTransaction;
import org.tomte.engine.commit.StreamName;

/** A store in memory. */
record MemoryStore(Tables tables) implements CommitStore {
  @Override
  public Map<StreamName, Integer> prepare(Instant now, Set<StreamName> streams) {
    return tables.transaction(() -> {
      Map<StreamName, Integer> numbers = new HashMap<>();
      streams.forEach(name -> numbers.put(name, tables.stream(name)));
      return numbers;
    });
  }

  @Override
  public <T> T transaction(Function<CommitTransaction, T> work) {
    return tables.transaction(() -> work.apply(new MemoryTransaction(tables)));
  }
}
