package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkStore;
import org.tomte.testkit.casework.ClockContract;

@OnEveryPostgreSql
class JdbiClockTest extends ClockContract {
  private final JdbiStore store;

  JdbiClockTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
