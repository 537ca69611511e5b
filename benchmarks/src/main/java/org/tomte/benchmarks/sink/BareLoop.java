package org.tomte.benchmarks.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.tomte.store.commit.JdbiCommitStore;

/**
 * The peer: prepared statements of many rows over one connection, the rows ready in memory, one
 * transaction per batch. It writes the rows of each event and what belongs to each transaction
 * (lane, run, counters of the minute, pointer), and decides nothing.
 */
final class BareLoop implements AutoCloseable {
  private static final String[] ONCE_PER_TRANSACTION = {
    "UPDATE lane SET last_commit = ? WHERE daemon = 1 AND lane = '' AND epoch = 1",
    """
    INSERT INTO run AS r (daemon, lane, planned, cause, started, node, epoch, commits)
    VALUES (1, '', '2026-11-25T08:00:00Z', 'schedule', '2026-11-25T08:00:00Z', 'bench', 1, 1)
    ON CONFLICT (daemon, lane, planned) DO UPDATE SET commits = r.commits + 1
    """,
    """
    INSERT INTO rule_minute AS m (daemon, minute, rule, matched, unknown, failed)
    VALUES (1, '2026-11-25T08:00:00Z', 'severe', 1000, 0, 0)
    ON CONFLICT (daemon, minute, rule) DO UPDATE SET matched = m.matched + excluded.matched
    """,
    """
    INSERT INTO daemon_minute AS m (daemon, minute, runs, read, left_out, known, new, future,
      not_judged, unmatched, discarded, created, merged, suppressed, observed, quarantined,
      replayed, objects, failed_runs, skipped_runs)
    VALUES (1, '2026-11-25T08:00:00Z', 0, 1000, 0, 0, 1000, 0, 0, 0, 0, 1000, 0, 0, 0, 0, 0, 1000,
      0, 0)
    ON CONFLICT (daemon, minute) DO UPDATE SET read = m.read + excluded.read,
      new = m.new + excluded.new, created = m.created + excluded.created,
      objects = m.objects + excluded.objects
    """,
    """
    UPDATE stream SET kind = 'ids', state = '{"kind":"ids","edge":123456789,"keys":[]}',
      words = 'event 123456789', moved = now()
    WHERE daemon = 1
    """
  };

  private final Connection connection;
  private final PreparedStatement[] bookkeeping;

  BareLoop(DataSource source) {
    try {
      connection = source.getConnection();
      connection.setAutoCommit(false);
      bookkeeping = new PreparedStatement[ONCE_PER_TRANSACTION.length];
      for (int i = 0; i < bookkeeping.length; i++) {
        bookkeeping[i] = connection.prepareStatement(ONCE_PER_TRANSACTION[i]);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the peer cannot begin", failed);
    }
  }

  /** Makes the partitions of today and the rows that every transaction changes. */
  static void prepare(DataSource source) {
    new JdbiCommitStore(Jdbi.create(source)).prepare(Instant.now(), Set.of());
    Workbench.run(source, "INSERT INTO lane (daemon, lane, epoch) VALUES (1, '', 1)");
    Workbench.run(
        source,
        "INSERT INTO stream (daemon, name_hash, name) VALUES (1, gen_random_uuid(), 'alerts')");
  }

  /** What one transaction writes beside its bookkeeping. */
  interface Writes {
    /** Writes the rows from one on. */
    void write(int from) throws SQLException;
  }

  /** A connection whose transactions the loop ends. */
  Connection connection() {
    return connection;
  }

  /** Writes rows in transactions of a batch each; gives how long it took. */
  Duration run(int rows, int batch, Writes writes) {
    long begun = System.nanoTime();
    try {
      for (int from = 0; from + batch <= rows; from += batch) {
        bookkeeping[0].setObject(1, UUID.randomUUID());
        bookkeeping[0].executeUpdate();
        bookkeeping[1].executeUpdate();
        writes.write(from);
        for (int i = 2; i < bookkeeping.length; i++) {
          bookkeeping[i].executeUpdate();
        }
        connection.commit();
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the peer's transaction failed", failed);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      throw new IllegalStateException("the peer's connection cannot be closed", gone);
    }
  }
}
