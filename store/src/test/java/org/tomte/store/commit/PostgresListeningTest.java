package org.tomte.store.commit;

import javax.sql.DataSource;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.testkit.ListeningContract;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

@OnEveryPostgreSql
class PostgresListeningTest extends ListeningContract {
  private final DataSource database;

  PostgresListeningTest(DataSource database) {
    this.database = database;
  }

  @Override
  protected StoreUnderTest store(SettableClock settable) {
    return PostgresStores.store(database, settable);
  }
}
