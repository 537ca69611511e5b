package org.tomte.store.commit;

import javax.sql.DataSource;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;
import org.tomte.testkit.TaskWorkContract;

@OnEveryPostgreSql
class PostgresTaskWorkTest extends TaskWorkContract {
  private final DataSource database;

  PostgresTaskWorkTest(DataSource database) {
    this.database = database;
  }

  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return PostgresStores.store(database, clock);
  }
}
