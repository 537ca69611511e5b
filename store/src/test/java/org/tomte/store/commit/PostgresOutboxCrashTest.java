package org.tomte.store.commit;

import javax.sql.DataSource;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.OutboxCrashContract;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

@OnEveryPostgreSql
class PostgresOutboxCrashTest extends OutboxCrashContract {
  private final DataSource database;

  PostgresOutboxCrashTest(DataSource database) {
    this.database = database;
  }

  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return PostgresStores.store(database, clock);
  }
}
