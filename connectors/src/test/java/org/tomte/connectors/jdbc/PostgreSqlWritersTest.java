package org.tomte.connectors.jdbc;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tomte.store.postgres.ServerAddress;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;

@PostgreSql
@Tag("crash")
class PostgreSqlWritersTest {
  private final ServerAddress address;

  PostgreSqlWritersTest(TestDatabase database) {
    address = database.address();
  }

  @Test
  void eachRowOfEightWritersIsReadExactlyOnce() throws Exception {
    try (Rig rig = new Rig(address.url(), address.user(), address.password())) {
      Rig _ =
          rig.run(
              "CREATE TABLE burst (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text)");
      JdbcSettings settings =
          Changed.of(JdbcSettings.ofTable(address.url(), "burst", List.of("id")))
              .login(address.user(), address.password())
              .waits(Duration.ofMillis(20))
              .settings();
      try (Writers writers =
          new Writers(address.url(), address.user(), address.password(), ConcurrentWriters.ROWS)) {
        ConcurrentWriters.readExactlyOnce(settings, writers);
      }
    }
  }
}
