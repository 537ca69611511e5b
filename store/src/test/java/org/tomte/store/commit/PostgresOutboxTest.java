package org.tomte.store.commit;

import javax.sql.DataSource;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.OutboxContract;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

@OnEveryPostgreSql
class PostgresOutboxTest extends OutboxContract {
  private final DataSource database;

  PostgresOutboxTest(DataSource database) {
    this.database = database;
  }

  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return PostgresStores.store(database, clock);
  }
}
