package org.tomte.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tomte.store.testing.OnEveryPostgreSql;

@OnEveryPostgreSql
class KeptPartitionsTest {
  private static final LocalDate DAY = LocalDate.of(2031, 3, 1);

  private final DataSource database;

  KeptPartitionsTest(DataSource database) {
    this.database = database;
  }

  @Test
  void whoWaitedForTheOneThatMadeADayFindsItMade() throws Exception {
    try (Connection first = database.getConnection()) {
      first.setAutoCommit(false);
      KeptPartitions.lock(first);
      CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(this::make);
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!somebodyWaits()) {
        assertThat(System.nanoTime()).as("the other one waits for the lock").isLessThan(end);
        LockSupport.parkNanos(5_000_000);
      }
      KeptPartitions.make(first, DAY);
      first.commit();
      assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
      assertThat(KeptPartitions.days(first, "kept_event")).containsOnlyOnce(DAY);
      first.rollback();
    }
  }

  private boolean make() {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      KeptPartitions.make(connection, DAY);
      connection.commit();
      return true;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT"
                    + " granted)")) {
      return row.next() && row.getBoolean(1);
    }
  }
}
