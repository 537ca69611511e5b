package org.tomte.store.casework;

import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkStore;

/** The data layer in a test database as a store under test. */
final class JdbiStore implements CaseworkStore {
  private final Jdbi jdbi;

  JdbiStore(TestDatabase database) {
    this.jdbi = Jdbi.create(database.dataSource());
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public <T> T inTransaction(Function<CaseworkTransaction, T> work) {
    return jdbi.inTransaction(handle -> work.apply(new JdbiCasework(handle)));
  }

  @Override
  public CaseworkReader reader() {
    return new JdbiCaseworkReader(jdbi);
  }

  @Override
  public ChangeFeed feed() {
    return new JdbiChangeFeed(jdbi);
  }

  @Override
  public AuditReader audit() {
    return new JdbiAudit(jdbi);
  }
}
