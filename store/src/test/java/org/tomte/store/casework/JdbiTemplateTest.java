package org.tomte.store.casework;

import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.casework.CaseworkStore;
import org.tomte.testkit.casework.TemplateContract;

@OnEveryPostgreSql
class JdbiTemplateTest extends TemplateContract {
  private final JdbiStore store;

  JdbiTemplateTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Override
  protected CaseworkStore store() {
    return store;
  }
}
