package org.tomte.store.commit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.LaneName;
import org.tomte.store.sql.Transactions;

/** Epochs in PostgreSQL. A raise waits for the commit that holds the lane. */
public final class JdbiEpochs implements Epochs {
  private final Transactions transactions;

  /** Epochs in this database. */
  public JdbiEpochs(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  @Override
  public Map<LaneName, Long> raise(DaemonId daemon) {
    return transactions.run((_, connection) -> {
      TreeSet<LaneName> names = new TreeSet<>();
      names.add(new LaneName(daemon, Batch.WHOLE));
      names.addAll(LaneRows.ofDaemons(connection, List.of(daemon)).keySet());
      return LaneRows.raise(connection, List.copyOf(names));
    });
  }

  @Override
  public Map<LaneName, Long> raise(Collection<LaneName> lanes) {
    List<LaneName> sorted = List.copyOf(new TreeSet<>(lanes));
    return transactions.run((_, connection) -> LaneRows.raise(connection, sorted));
  }

  @Override
  public Map<LaneName, Long> of(Collection<DaemonId> daemons) {
    return transactions.run((_, connection) -> LaneRows.ofDaemons(connection, daemons));
  }

  @Override
  public void close(Collection<LaneName> lanes) {
    List<LaneName> sorted = List.copyOf(new TreeSet<>(lanes));
    transactions.run((_, connection) -> {
      LaneRows.close(connection, sorted);
      return true;
    });
  }
}
