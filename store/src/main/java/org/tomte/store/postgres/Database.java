package org.tomte.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of an instance: embedded or external, with a pool of connections.
 *
 * <p>Every connection has the session zone, time limits and TCP keep-alive of {@link PoolSettings};
 * nothing is taken from the machine or the server's configuration.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /**
   * Shorter than the lease of a node: a process that freezes inside of a transaction loses its
   * locks before another one takes over, which would wait for them otherwise.
   */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(5);

  /** Of migrations, whose lock lies in a transaction of its own meanwhile. */
  private static final Duration IDLE_IN_MIGRATION = Duration.ofMinutes(10);

  private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
  private static final Duration SOCKET_AFTER_STATEMENT = Duration.ofSeconds(30);

  private final ServerAddress address;
  private final String version;
  private final HikariDataSource pool;
  private final @Nullable EmbeddedPostgres embedded;

  private Database(
      ServerAddress address, PoolSettings settings, @Nullable EmbeddedPostgres embedded) {
    this.address = address;
    ServerCheck.Answer answer = ServerCheck.check(address);
    this.version = answer.version();
    this.pool = pool(address, settings);
    this.embedded = embedded;
    answer.warnings().forEach(warning -> LOG.warn("{} ({})", warning, address.shown()));
  }

  /**
   * Starts the embedded PostgreSQL of a home whose {@link InstanceLock} the caller holds, and
   * connects to it.
   *
   * @throws DatabaseFault if it cannot be started
   */
  public static Database embedded(
      InstanceHome home, EmbeddedSettings settings, PoolSettings poolSettings) {
    return embedded(EmbeddedPostgres.start(home, settings), poolSettings);
  }

  /** Connects to a server of our own, which is stopped with the database or when this fails. */
  static Database embedded(EmbeddedPostgres server, PoolSettings poolSettings) {
    try {
      ServerAddress address = new ServerAddress(server.jdbcUrl(), server.user(), server.password());
      return new Database(address, poolSettings, server);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Connects to a server that runs already.
   *
   * @throws DatabaseFault if it cannot be reached or cannot hold Tomte's data
   */
  public static Database external(ServerAddress address, PoolSettings settings) {
    return new Database(address, settings, null);
  }

  /**
   * Connects to the database of an instance that runs now.
   *
   * @param password for an instance whose run file names no password file
   * @throws DatabaseFault if it cannot be reached
   */
  public static Database attach(
      RunningInstance instance, @Nullable String password, PoolSettings settings) {
    RunningInstance.Access access = instance.database();
    String secret = password == null ? "" : password;
    if (access.passwordFile() != null) {
      Path file = Path.of(access.passwordFile());
      try {
        secret = Files.readString(file).strip();
      } catch (IOException e) {
        throw FileFaults.of("reading the database password", file, e);
      }
    }
    return external(new ServerAddress(access.url(), access.user(), secret), settings);
  }

  private static HikariDataSource pool(ServerAddress address, PoolSettings settings) {
    HikariConfig config = new HikariConfig();
    boolean limited = settings.statementLimit().isPositive();
    Duration socket =
        limited ? settings.statementLimit().plus(SOCKET_AFTER_STATEMENT) : Duration.ZERO;
    config.setDataSource(address.source((int) socket.toSeconds()));
    config.setPoolName("tomte");
    config.setMaximumPoolSize(settings.size());
    config.setMinimumIdle(Math.min(2, settings.size()));
    config.setConnectionTimeout(settings.patience().toMillis());
    config.setKeepaliveTime(KEEP_ALIVE.toMillis());
    config.setMaxLifetime(LONGEST_LIFE.toMillis());
    config.setInitializationFailTimeout(-1); // the server was checked just before
    config.setConnectionInitSql(sessionSql(settings));
    return new HikariDataSource(config);
  }

  private static String sessionSql(PoolSettings settings) {
    return """
    SET TIME ZONE '%s';
    SET statement_timeout = %d;
    SET lock_timeout = %d;
    SET idle_in_transaction_session_timeout = %d\
    """
        .formatted(
            zoneName(settings.sessionZone()),
            settings.statementLimit().toMillis(),
            settings.lockLimit().toMillis(),
            (settings.statementLimit().isPositive() ? IDLE_IN_TRANSACTION : IDLE_IN_MIGRATION)
                .toMillis());
  }

  /** The sign of POSIX offsets is the other way round, so only region names and UTC are passed. */
  private static String zoneName(ZoneId zone) {
    if (zone.normalized().equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    if (zone instanceof ZoneOffset) {
      throw new IllegalArgumentException(
          "A session zone has a name such as Asia/Kathmandu: " + zone);
    }
    return zone.getId();
  }

  /** The pooled connections. */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * Connections for migrations and backups, which may take as long as they take; the caller closes
   * them.
   */
  public HikariDataSource patientSource() {
    PoolSettings settings =
        new PoolSettings(3, Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, ZoneOffset.UTC);
    return pool(address, settings);
  }

  /** How others reach it; for the run file. */
  public ServerAddress address() {
    return address;
  }

  /** The server's version, such as {@code 18.6}. */
  public String version() {
    return version;
  }

  /** How the embedded server is; null for an external one. */
  public EmbeddedPostgres.@Nullable State embeddedState() {
    return embedded == null ? null : embedded.state();
  }

  /** Closes the connections and stops the server if it is the embedded one. */
  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  /** Kind, version and address. */
  @Override
  public String toString() {
    return "%s PostgreSQL %s at %s"
        .formatted(embedded == null ? "external" : "embedded", version, address.shown());
  }
}
