package org.tomte.store.testing;

import java.time.ZoneId;
import javax.sql.DataSource;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.PoolSettings;
import org.tomte.store.postgres.ServerAddress;

/** A database for tests, which is dropped when it is closed. */
public final class TestDatabase implements AutoCloseable {

  /**
   * The zone of every session: an odd one, and not the one of the JVM, so that SQL which leans on
   * the session's zone shows itself.
   */
  public static final ZoneId SESSION_ZONE = ZoneId.of("Pacific/Chatham");

  private final TestServer server;
  private final String name;
  private final Database database;

  TestDatabase(TestServer server, String name) {
    this.server = server;
    this.name = name;
    this.database =
        Database.external(
            server.address(name), PoolSettings.defaults().withSessionZone(SESSION_ZONE));
  }

  /** The database as the product sees it. */
  public Database database() {
    return database;
  }

  /** The pooled connections. */
  public DataSource dataSource() {
    return database.dataSource();
  }

  /** Address, user and password, for programs that a test starts. */
  public ServerAddress address() {
    return database.address();
  }

  /** The server it is on. */
  public PostgreSqlVersion version() {
    return server.version();
  }

  /** Another new database with Tomte's schema on the same server; the caller closes it. */
  public TestDatabase another() {
    return server.migratedDatabase();
  }

  /** A new database without any table on the same server; the caller closes it. */
  public TestDatabase anotherEmpty() {
    return server.emptyDatabase();
  }

  @Override
  public void close() {
    database.close();
    server.drop(name);
  }
}
