package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkStore;
import org.tomte.testkit.casework.EntityContract;

@OnEveryPostgreSql
class JdbiEntityTest extends EntityContract {
  private final JdbiStore store;

  JdbiEntityTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
