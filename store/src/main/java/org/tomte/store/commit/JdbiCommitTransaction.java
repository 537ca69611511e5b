package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.AcknowledgementRow;
import org.tomte.engine.commit.CommitTransaction;
import org.tomte.engine.commit.CorrelationName;
import org.tomte.engine.commit.CorrelationRow;
import org.tomte.engine.commit.KeptBlock;
import org.tomte.engine.commit.KeptRow;
import org.tomte.engine.commit.KeyName;
import org.tomte.engine.commit.KeyRow;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.LaneRow;
import org.tomte.engine.commit.PointerRow;
import org.tomte.engine.commit.QuarantineRow;
import org.tomte.engine.commit.RollupRow;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.RunRow;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.quarantine.QuarantineStore.Closing;
import org.tomte.store.casework.JdbiCasework;
import org.tomte.store.observe.MinuteRows;
import org.tomte.store.outbox.OutboxRows;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.SqlFaults;

/** One transaction of a commit. */
final class JdbiCommitTransaction implements CommitTransaction {
  private static final MultiRow<AcknowledgementRow> ACKNOWLEDGE =
      new MultiRow<>(
          """
          INSERT INTO pending_acknowledgement (stream, hash, verb, key, argument, since)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?)",
          """
          ON CONFLICT (stream, hash, verb)
          DO UPDATE SET argument = excluded.argument, parked = NULL\
          """,
          (row, each) ->
              row.integer(each.name().stream())
                  .hash(each.name().hash())
                  .text(each.acknowledgement().verb())
                  .text(each.acknowledgement().key())
                  .text(each.acknowledgement().argument())
                  .time(each.since()));

  private static final String SUPERSEDE =
      """
      UPDATE quarantine q SET state = 2, closed_by = ?, closed_why = ?, closed_at = ?
      FROM unnest(?, ?) AS w (stream, hash)
      WHERE q.stream = w.stream AND q.hash = w.hash AND q.state = 1
      """;

  private static final String LOCK_ENTRY =
      "SELECT 1 FROM quarantine WHERE id = ? AND state = 1 FOR NO KEY UPDATE";

  private static final String END_ENTRY =
      """
      UPDATE quarantine SET state = 2, closed_by = ?, closed_why = ?, closed_at = ? WHERE id = ?
      """;

  private static final String FAIL_ENTRY =
      """
      UPDATE quarantine SET stage = ?, reason = ?, replays = replays + 1,
        closed_by = ?, closed_why = ?, closed_at = ?
      WHERE id = ?
      """;

  private final Handle handle;
  private final Connection connection;
  private final EngineIds ids;

  JdbiCommitTransaction(Handle handle, Connection connection, EngineIds ids) {
    this.handle = handle;
    this.connection = connection;
    this.ids = ids;
  }

  /** Work with the connection. */
  private interface Work<T> {
    T run() throws SQLException;
  }

  private static <T> T run(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    }
  }

  /** Writing with the connection. */
  private interface Write {
    void run() throws SQLException;
  }

  private static void write(Write work) {
    try {
      work.run();
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    }
  }

  @Override
  public long takeIds(int count) {
    return run(() -> ids.take(connection, count));
  }

  @Override
  public List<LaneRow> lockLanes(List<LaneName> sorted) {
    return run(() -> LaneRows.lock(connection, sorted));
  }

  @Override
  public Map<LaneName, RunRef> claimRuns(List<RunRow> runs) {
    return run(() -> LaneRows.claim(connection, runs));
  }

  @Override
  public Set<KeyName> insertKeys(List<KeyRow> sorted) {
    return run(() -> KeyRows.insert(connection, sorted));
  }

  @Override
  public Map<KeyName, KeyRow> findKeys(Collection<KeyName> names) {
    return run(() -> KeyRows.find(connection, names));
  }

  @Override
  public Map<KeyName, KeyRow> lockKeys(List<KeyName> sorted) {
    return run(() -> KeyRows.lock(connection, sorted));
  }

  @Override
  public List<KeyRow> findKeys(DaemonId daemon, Collection<KeyHash> hashes) {
    return run(() -> KeyRows.ofDaemon(connection, daemon, hashes));
  }

  @Override
  public void updateKeys(List<KeyRow> rows) {
    write(() -> KeyRows.update(connection, rows));
  }

  @Override
  public Map<CorrelationName, String> lockCorrelations(List<CorrelationName> sorted) {
    return run(() -> CorrelationRows.lock(connection, sorted));
  }

  @Override
  public void updateCorrelations(List<CorrelationRow> rows) {
    write(() -> CorrelationRows.update(connection, rows));
  }

  @Override
  public void keep(List<KeptRow> rows) {
    write(() -> KeptRows.keep(connection, rows));
  }

  @Override
  public void keepBlocks(List<KeptBlock> blocks) {
    write(() -> KeptRows.keepBlocks(connection, blocks));
  }

  @Override
  public void quarantine(List<QuarantineRow> rows) {
    write(() -> KeptRows.quarantine(connection, rows));
  }

  @Override
  public void supersedeQuarantine(Collection<KeyName> keys, Closing by) {
    write(() -> {
      try (PreparedStatement statement = connection.prepareStatement(SUPERSEDE)) {
        Parameters parameters =
            new Parameters(statement).text(by.who()).text(by.why()).time(by.at());
        KeyRows.bindNames(parameters, keys);
        statement.executeUpdate();
      }
    });
  }

  @Override
  public boolean lockQuarantined(long entry) {
    return run(() -> {
      try (PreparedStatement statement = connection.prepareStatement(LOCK_ENTRY)) {
        statement.setLong(1, entry);
        return statement.executeQuery().next();
      }
    });
  }

  @Override
  public void endReplayed(long entry, Closing by) {
    write(() -> {
      try (PreparedStatement statement = connection.prepareStatement(END_ENTRY)) {
        new Parameters(statement).text(by.who()).text(by.why()).time(by.at()).number(entry);
        statement.executeUpdate();
      }
    });
  }

  @Override
  public void failAgain(long entry, String stage, String reason, Closing by) {
    write(() -> {
      try (PreparedStatement statement = connection.prepareStatement(FAIL_ENTRY)) {
        new Parameters(statement)
            .text(stage)
            .text(reason)
            .text(by.who())
            .text(by.why())
            .time(by.at())
            .number(entry);
        statement.executeUpdate();
      }
    });
  }

  @Override
  public void acknowledge(List<AcknowledgementRow> rows) {
    write(() -> ACKNOWLEDGE.execute(connection, rows));
  }

  @Override
  public void deliver(List<NewDelivery> rows) {
    write(() -> OutboxRows.insert(connection, rows));
  }

  @Override
  public void count(List<RollupRow> rows) {
    write(() -> MinuteRows.add(connection, rows));
  }

  @Override
  public void movePointers(List<PointerRow> rows) {
    write(() -> PointerRows.move(connection, rows));
  }

  @Override
  public void stamp(List<LaneName> sorted, UUID attempt) {
    write(() -> LaneRows.stamp(connection, sorted, attempt));
  }

  @Override
  public CaseworkTransaction casework() {
    return new JdbiCasework(handle);
  }
}
