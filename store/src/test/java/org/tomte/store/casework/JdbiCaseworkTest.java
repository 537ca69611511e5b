package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkContract;
import org.tomte.testkit.casework.CaseworkStore;

@OnEveryPostgreSql
class JdbiCaseworkTest extends CaseworkContract {
  private final JdbiStore store;

  JdbiCaseworkTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
