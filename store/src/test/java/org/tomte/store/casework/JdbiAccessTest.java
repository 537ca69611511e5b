package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.AccessContract;
import org.tomte.testkit.casework.CaseworkStore;

@OnEveryPostgreSql
class JdbiAccessTest extends AccessContract {
  private final JdbiStore store;

  JdbiAccessTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
