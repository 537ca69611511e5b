package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/**
 * The one connection of a run, opened when it is first needed. Statements run on a thread of their
 * own: drivers do not hear an interrupt, so the caller waits where it does and cancels them.
 */
final class Session implements AutoCloseable {
  private final JdbcSettings settings;
  private final Drivers drivers;
  private final Dialect dialect;
  private final SqlFaults faults;
  private final ExecutorService thread;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Statement running;
  private boolean lasting;

  Session(JdbcSettings settings, Drivers drivers, String daemon) {
    this.settings = settings;
    this.drivers = drivers;
    this.dialect = Dialect.of(settings.url());
    this.faults = new SqlFaults(settings);
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("jdbc-" + daemon).factory());
  }

  /** Something to do with the connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T with(Connection connection) throws SQLException, ConnectorFault;
  }

  /** From now on all reading is of one state of the database, where it can do that. */
  void readOneState() throws ConnectorFault, InterruptedException {
    boolean begun =
        call(
            "one state cannot be read",
            open -> {
              int level =
                  switch (dialect) {
                    case POSTGRESQL, MARIADB, MYSQL, H2 -> Connection.TRANSACTION_REPEATABLE_READ;
                    case ORACLE -> Connection.TRANSACTION_SERIALIZABLE;
                    case SQLITE, SQLSERVER, OTHER -> Connection.TRANSACTION_NONE;
                  };
              if (level != Connection.TRANSACTION_NONE) {
                open.setTransactionIsolation(level);
              }
              return true;
            });
    lasting = begun;
  }

  /**
   * Does some work and ends its transaction.
   *
   * @param tried what a fault says was tried
   */
  <T extends @Nullable Object> T call(String tried, Work<T> work)
      throws ConnectorFault, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before a statement");
    }
    return await(tried, begin(work));
  }

  /** Begins some work, which ends its transaction, while the caller does something else. */
  <T extends @Nullable Object> Future<T> begin(Work<T> work) {
    Callable<T> task = () -> done(work);
    return thread.submit(task);
  }

  private <T extends @Nullable Object> T done(Work<T> work) throws SQLException, ConnectorFault {
    Connection open = open();
    boolean failed = true;
    try {
      T result = work.with(open);
      failed = false;
      return result;
    } finally {
      // A transaction in which something failed takes nothing more.
      if (failed) {
        rollBackQuietly(open);
      } else if (!lasting) {
        open.rollback();
      }
    }
  }

  private static void rollBackQuietly(Connection open) {
    try {
      open.rollback();
    } catch (SQLException _) {
      // what failed before is told
    }
  }

  /**
   * Waits for work that was begun.
   *
   * @param tried what a fault says was tried
   */
  <T extends @Nullable Object> T await(String tried, Future<T> future)
      throws ConnectorFault, InterruptedException {
    try {
      return future.get();
    } catch (InterruptedException stop) {
      cancel();
      throw stop;
    } catch (ExecutionException failed) {
      throw fault(tried, failed.getCause());
    }
  }

  private ConnectorFault fault(String tried, @Nullable Throwable cause) {
    return switch (cause) {
      case ConnectorFault fault -> fault;
      case SQLException refused -> faults.of(tried, refused);
      case Error error -> throw error;
      case null, default ->
          new ConnectorFault(
              FaultKind.INTERNAL,
              "%s: %s: %s.".formatted(settings.shownUrl(), tried, cause),
              cause);
    };
  }

  /** A statement with its time-out and fetch size, which an interrupt cancels. */
  PreparedStatement prepare(Connection open, String sql) throws SQLException {
    PreparedStatement statement = open.prepareStatement(sql);
    running = statement;
    statement.setQueryTimeout((int) settings.timeout().toSeconds());
    statement.setFetchSize(settings.fetchSize());
    return statement;
  }

  private Connection open() throws SQLException, ConnectorFault {
    Connection open = connection;
    if (open != null) {
      return open;
    }
    Properties properties = dialect.properties(settings.connectTimeout(), settings.timeout());
    settings.properties().forEach(properties::setProperty);
    put(properties, "user", settings.user());
    put(properties, "password", settings.password());
    Connection made =
        drivers
            .of(settings.url(), settings.shownUrl())
            .connect(dialect.address(settings.url()), properties);
    if (made == null) {
      throw new SQLException("the driver does not understand the address", "08001");
    }
    connection = made;
    prepare(made);
    return made;
  }

  private void prepare(Connection made) throws SQLException {
    try (Statement statement = made.createStatement()) {
      for (String sql : dialect.session()) {
        boolean _ = statement.execute(sql);
      }
    }
    made.setAutoCommit(false);
    if (dialect != Dialect.SQLITE) {
      made.setReadOnly(true);
    }
  }

  private static void put(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  private void cancel() {
    Statement statement = running;
    try {
      if (statement != null && !statement.isClosed()) {
        statement.cancel();
      }
    } catch (SQLException _) {
      // it ended by itself, or its connection did
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    cancel();
    if (open != null) {
      var _ = thread.submit(() -> closeQuietly(open));
    }
    thread.shutdown();
  }

  private static void closeQuietly(Connection open) {
    try {
      open.close();
    } catch (SQLException _) {
      // there is nothing left to do with it
    }
  }
}
