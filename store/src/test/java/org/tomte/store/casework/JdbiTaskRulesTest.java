package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkStore;
import org.tomte.testkit.casework.TaskRulesContract;

@OnEveryPostgreSql
class JdbiTaskRulesTest extends TaskRulesContract {
  private final JdbiStore store;

  JdbiTaskRulesTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
