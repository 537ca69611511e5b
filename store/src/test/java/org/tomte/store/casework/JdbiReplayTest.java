package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkStore;
import org.tomte.testkit.casework.ReplayContract;

@OnEveryPostgreSql
class JdbiReplayTest extends ReplayContract {
  private final JdbiStore store;

  JdbiReplayTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }

  @Override
  protected int sequences() {
    return 3;
  }
}
