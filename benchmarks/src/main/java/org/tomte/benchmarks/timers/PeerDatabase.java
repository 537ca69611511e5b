package org.tomte.benchmarks.timers;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.tomte.benchmarks.Scratch;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.InstanceLock;
import org.tomte.store.postgres.PoolSettings;

/**
 * The same embedded PostgreSQL with the same settings, for schedulers that keep their work in it.
 */
final class PeerDatabase implements AutoCloseable {
  private static final int CONNECTIONS = 25;

  private final Scratch scratch = Scratch.open();
  private final InstanceLock lock;
  private final Database database;

  PeerDatabase() {
    InstanceHome home = InstanceHome.open(scratch.path());
    this.lock = InstanceLock.acquire(home);
    this.database =
        Database.embedded(
            home, EmbeddedSettings.defaults(), PoolSettings.defaults().withSize(CONNECTIONS));
  }

  DataSource source() {
    return database.dataSource();
  }

  void run(String sql) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException("the benchmark's statement failed: " + sql, failed);
    }
  }

  @Override
  public void close() {
    database.close();
    lock.close();
    scratch.close();
  }
}
