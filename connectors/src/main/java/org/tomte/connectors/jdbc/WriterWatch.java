package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.RunSignal;

/**
 * Knows on PostgreSQL up to which id no smaller one can still appear.
 *
 * <p>A transaction that takes a number from a sequence, or inserts into the table, holds a lock on
 * it until it ends, from before it has the number. So all numbers up to one that is visible are
 * settled when the transactions that held such a lock afterwards have ended: what they did not
 * commit is never coming. The numbers of transactions would not do: one may take its id long before
 * it gets its xid. Sequences that sessions take from in advance (CACHE above 1), standbys and
 * replicated tables do not give this proof; there the engine watches missing ids.
 */
final class WriterWatch {
  private static final Duration STEP = Duration.ofMillis(10);

  private static final String SEQUENCE =
      """
      SELECT t.oid, s.seqrelid, s.seqstart, s.seqincrement
      FROM pg_class t
      JOIN pg_sequence s ON s.seqrelid = pg_get_serial_sequence(?, ?)::regclass::oid
      WHERE t.oid = ?::regclass AND t.relkind IN ('r', 'p') AND s.seqcache = 1
        AND s.seqincrement > 0 AND NOT s.seqcycle AND NOT pg_is_in_recovery()
        AND NOT EXISTS (SELECT FROM pg_subscription_rel r WHERE r.srrelid = t.oid)
      """;

  private static final String HOLDERS =
      """
      SELECT DISTINCT virtualtransaction FROM pg_locks
      WHERE locktype = 'relation' AND granted AND relation IN (?, ?)
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
          'AccessExclusiveLock')
        AND pid IS DISTINCT FROM pg_backend_pid()
      """;

  private final Session session;
  private final String maximum;
  private final long table;
  private final long sequence;
  private final long start;
  private final long increment;

  private WriterWatch(Session session, String maximum, long[] described) {
    this.session = session;
    this.maximum = maximum;
    this.table = described[0];
    this.sequence = described[1];
    this.start = described[2];
    this.increment = described[3];
  }

  /** What is settled: everything up to an id, or only what follows without a gap. */
  sealed interface Settled {
    /** All ids up to this one; null when there is no row. */
    record Until(@Nullable Long edge) implements Settled {}

    /** Some transaction goes on: only ids that follow each other from here are sure. */
    record Contiguous(long first, long increment) implements Settled {}
  }

  /** A watch for a table; null where there can be no proof. */
  static @Nullable WriterWatch of(Session session, Connection open, Source source)
      throws SQLException {
    Table table = source.table();
    if (table == null || !(source.tracking() instanceof Tracking.Ids(Column id))) {
      return null;
    }
    String name = table.quoted(Dialect.POSTGRESQL);
    try (PreparedStatement statement = session.prepare(open, SEQUENCE)) {
      statement.setString(1, name);
      statement.setString(2, id.name());
      statement.setString(3, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return null;
        }
        String sql = "SELECT max(%s) FROM %s".formatted(Dialect.POSTGRESQL.quote(id.name()), name);
        return new WriterWatch(
            session,
            sql,
            new long[] {rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)});
      }
    }
  }

  /**
   * Waits for those who may hold a smaller id than the largest that is visible.
   *
   * @param from the id after which is read; null from the beginning
   */
  Settled settle(@Nullable Long from, Duration most, RunSignal signal)
      throws ConnectorFault, InterruptedException {
    Long edge = session.call("the largest id cannot be read", this::edge);
    if (edge == null || (from != null && edge <= from)) {
      return new Settled.Until(edge);
    }
    Set<String> before = session.call("the locks cannot be read", this::holders);
    long end = System.nanoTime() + most.toNanos();
    while (!before.isEmpty()) {
      if (signal.stopRequested() || System.nanoTime() - end >= 0) {
        return new Settled.Contiguous(from == null ? start : from + increment, increment);
      }
      Thread.sleep(STEP);
      before.retainAll(session.call("the locks cannot be read", this::holders));
    }
    return new Settled.Until(edge);
  }

  private @Nullable Long edge(Connection open) throws SQLException {
    try (PreparedStatement statement = session.prepare(open, maximum);
        ResultSet rows = statement.executeQuery()) {
      boolean found = rows.next();
      long edge = found ? rows.getLong(1) : 0;
      return !found || rows.wasNull() ? null : (Long) edge;
    }
  }

  private Set<String> holders(Connection open) throws SQLException {
    Set<String> holders = new HashSet<>();
    try (PreparedStatement statement = session.prepare(open, HOLDERS)) {
      statement.setLong(1, table);
      statement.setLong(2, sequence);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          holders.add(rows.getString(1));
        }
      }
    }
    return holders;
  }
}
