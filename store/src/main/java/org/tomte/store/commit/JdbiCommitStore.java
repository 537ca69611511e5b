package org.tomte.store.commit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.CommitTransaction;
import org.tomte.engine.commit.StreamName;
import org.tomte.store.sql.Transactions;

/** Commits in PostgreSQL. */
public final class JdbiCommitStore implements CommitStore {
  private final Transactions transactions;
  private final Streams streams = new Streams();
  private final EngineIds ids = new EngineIds();
  private final Set<LocalDate> days = ConcurrentHashMap.newKeySet();

  /** Commits into this database. */
  public JdbiCommitStore(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  @Override
  public Map<StreamName, Integer> prepare(Instant now, Set<StreamName> names) {
    LocalDate day = now.atZone(ZoneOffset.UTC).toLocalDate();
    if (!days.contains(day)) {
      transactions.run((_, connection) -> {
        KeptPartitions.make(connection, day);
        return true;
      });
      days.add(day);
    }
    return streams.numbers(transactions, names);
  }

  @Override
  public <T> T transaction(Function<CommitTransaction, T> work) {
    return transactions.run(
        (handle, connection) -> work.apply(new JdbiCommitTransaction(handle, connection, ids)));
  }
}
