package org.tomte.store.keep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeepJob;
import org.tomte.store.commit.KeptPartitions;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Transactions;

/**
 * Makes and drops the partitions of kept events and removes what has had its time. Everything is
 * done in small transactions, so that commits do not wait; several nodes may run it at once.
 */
public final class JdbiKeepJob implements KeepJob {
  private static final int DAYS_AHEAD = 7;
  private static final int ROWS_AT_ONCE = 10_000;
  private static final Duration ORPHAN_KEPT = Duration.ofHours(24);

  /** An event that waits for a person stays known as long as it waits. */
  private static final String FORGET_KEYS =
      """
      DELETE FROM event_key WHERE ctid = ANY (ARRAY(
        SELECT k.ctid FROM event_key k
        WHERE k.until <= ? AND (k.state <> 2 OR NOT EXISTS (
          SELECT 1 FROM quarantine q
          WHERE q.stream = k.stream AND q.hash = k.hash AND q.state = 1))
        LIMIT ? FOR UPDATE OF k SKIP LOCKED))
      """;

  private static final String FORGET_CORRELATIONS =
      """
      DELETE FROM correlation WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM correlation WHERE until <= ? OR until IS NULL
        LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  /** What waits for a person is never removed by time. */
  private static final String FORGET_QUARANTINE =
      """
      DELETE FROM quarantine WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM quarantine WHERE until <= ? AND state <> 1
        LIMIT ? FOR UPDATE SKIP LOCKED))
      """;

  private final Transactions transactions;
  private final BlobStore blobs;

  /**
   * The job in this database.
   *
   * @param blobs where large bodies are
   */
  public JdbiKeepJob(Jdbi jdbi, BlobStore blobs) {
    this.transactions = new Transactions(jdbi);
    this.blobs = blobs;
  }

  @Override
  public void makePartitions(Instant now) {
    LocalDate today = day(now);
    for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
      LocalDate day = today.plusDays(ahead);
      transactions.run((_, connection) -> {
        KeptPartitions.make(connection, day);
        return true;
      });
    }
  }

  private static LocalDate day(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate();
  }

  @Override
  public Removed remove(Instant now, Map<DaemonId, Long> budgets) {
    LocalDate today = day(now);
    String held =
        transactions.run((_, connection) -> new Held(HeldEvents.pattern(connection))).pattern();
    if (held != null) {
      transactions.run((_, connection) -> HeldEvents.postpone(connection, today, held));
    }
    long events = 0;
    int partitions = 0;
    for (String table : KeptPartitions.TABLES) {
      List<LocalDate> days =
          transactions.run((_, connection) -> KeptPartitions.days(connection, table));
      for (LocalDate day : days) {
        if (!day.isBefore(today)) {
          continue;
        }
        events += expire(KeptPartitions.name(table, day), today);
        partitions += dropIfEmpty(table, day) ? 1 : 0;
      }
    }
    events += new BudgetCut(transactions, held).cut(budgets);
    long keys = repeat(FORGET_KEYS, parameters -> parameters.day(today));
    long correlations = repeat(FORGET_CORRELATIONS, parameters -> parameters.time(now));
    long quarantined = repeat(FORGET_QUARANTINE, parameters -> parameters.day(today));
    return new Removed(events, keys, correlations, quarantined, partitions);
  }

  /** A pattern that may be missing, as transactions give a value. */
  private record Held(@Nullable String pattern) {}

  private interface Binder {
    Parameters bind(Parameters parameters) throws SQLException;
  }

  private long repeat(String sql, Binder binder) {
    long all = 0;
    while (true) {
      int removed =
          transactions.run((_, connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              binder.bind(new Parameters(statement)).integer(ROWS_AT_ONCE);
              return statement.executeUpdate();
            }
          });
      all += removed;
      if (removed < ROWS_AT_ONCE) {
        return all;
      }
    }
  }

  private long expire(String partition, LocalDate today) {
    return repeat(
        """
        DELETE FROM %s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %s WHERE until <= ? LIMIT ?))
        """
            .formatted(partition, partition),
        parameters -> parameters.day(today));
  }

  private boolean dropIfEmpty(String table, LocalDate day) {
    try {
      return transactions.run(
          (_, connection) -> KeptPartitions.dropIfEmpty(connection, table, day));
    } catch (StoreFault fault) {
      if (fault.kind() == StoreFault.Kind.CONFLICT) {
        return false; // somebody reads it; the next run drops it
      }
      throw fault;
    }
  }

  @Override
  public int removeBlobs(Instant now) {
    Instant before = now.minus(ORPHAN_KEPT);
    try {
      Set<String> unnamed = new HashSet<>(blobs.olderThan(before));
      Set<String> ready =
          transactions.run((_, connection) -> Orphans.find(connection, unnamed, now, before));
      int removed = blobs.remove(ready::contains, before);
      transactions.run((_, connection) -> forgetOrphans(connection, ready));
      return removed;
    } catch (IOException e) {
      throw new StoreFault(
          StoreFault.Kind.UNAVAILABLE, "Blobs cannot be removed: " + e.getMessage(), e);
    }
  }

  private static int forgetOrphans(Connection connection, Set<String> removed) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM blob_orphan WHERE sha256 = ANY (?)")) {
      new Parameters(statement).array("text", removed.toArray());
      return statement.executeUpdate();
    }
  }
}
