package org.tomte.store.commit;

import javax.sql.DataSource;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.IncidentWorkContract;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

@OnEveryPostgreSql
class PostgresIncidentWorkTest extends IncidentWorkContract {
  private final DataSource database;

  PostgresIncidentWorkTest(DataSource database) {
    this.database = database;
  }

  @Override
  protected StoreUnderTest store(SettableClock clock) {
    return PostgresStores.store(database, clock);
  }
}
