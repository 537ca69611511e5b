package org.tomte.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.commit.StoreFault;

/** Runs work in transactions of READ COMMITTED and tells faults of the database apart. */
public final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  private final Jdbi jdbi;

  /** Transactions of a database. */
  public Transactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Work in a transaction.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Work<T> {

    /** Does it. */
    T run(Handle handle, Connection connection) throws SQLException;
  }

  /**
   * Does work in one transaction.
   *
   * @throws StoreFault when the database fails; what else the work throws is thrown on, and nothing
   *     stands
   */
  public <T> T run(Work<T> work) {
    try (Handle handle = open()) {
      handle.begin();
      T result = inside(handle, work);
      handle.commit();
      return result;
    } catch (RuntimeException thrown) {
      StoreFault fault = SqlFaults.of(thrown);
      throw fault == null ? thrown : fault;
    }
  }

  private Handle open() {
    try {
      return jdbi.open();
    } catch (RuntimeException thrown) {
      for (Throwable each = thrown; each != null; each = each.getCause()) {
        if (each instanceof SQLException fault) {
          throw SqlFaults.ofConnecting(fault);
        }
      }
      throw thrown;
    }
  }

  private static <T> T inside(Handle handle, Work<T> work) {
    boolean done = false;
    try {
      T result = work.run(handle, handle.getConnection());
      done = true;
      return result;
    } catch (SQLException e) {
      throw SqlFaults.of(e);
    } finally {
      if (!done) {
        rollBack(handle);
      }
    }
  }

  /** What made the rollback needed is thrown; a connection that is gone rolls back by itself. */
  private static void rollBack(Handle handle) {
    try {
      handle.rollback();
    } catch (RuntimeException connectionIsGone) {
      LOG.debug("A transaction was rolled back by the end of its connection", connectionIsGone);
    }
  }
}
