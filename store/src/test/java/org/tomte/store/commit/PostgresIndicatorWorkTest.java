package org.tomte.store.commit;

import javax.sql.DataSource;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.IndicatorWorkContract;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

@OnEveryPostgreSql
class PostgresIndicatorWorkTest extends IndicatorWorkContract {
  private final DataSource database;

  PostgresIndicatorWorkTest(DataSource database) {
    this.database = database;
  }

  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return PostgresStores.store(database, clock);
  }
}
