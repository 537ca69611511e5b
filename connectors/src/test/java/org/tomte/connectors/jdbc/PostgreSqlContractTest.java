package org.tomte.connectors.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.tomte.api.FaultKind;
import org.tomte.store.postgres.ServerAddress;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;

@PostgreSql
class PostgreSqlContractTest extends PollerContract {
  private static int made;
  private final ServerAddress address;

  PostgreSqlContractTest(TestDatabase database) {
    address = database.address();
  }

  @Override
  protected PollerSample<?> sample() throws IOException {
    String table = "Sample \"" + made++;
    try (Rig rig = new Rig(address.url(), address.user(), address.password())) {
      String quoted = "\"" + table.replace("\"", "\"\"") + "\"";
      Rig _ =
          rig.run(
              "CREATE TABLE "
                  + quoted
                  + " (name text, place int, note jsonb,"
                  + " PRIMARY KEY (name, place))",
              "INSERT INTO "
                  + quoted
                  + " VALUES ('a', 1, '{\"b\": [1, 2.50]}'), ('a', 2, NULL),"
                  + " ('B', 1, 'null'), ('ä', -1, '\"x\"'), ('', 0, '7')");
    } catch (SQLException impossible) {
      throw new IOException(impossible);
    }
    return new PollerSample<>(
        new JdbcConnector(),
        Changed.of(JdbcSettings.ofTable(address.url(), "public." + table, List.of()))
            .login(address.user(), address.password())
            .settings(),
        Rig.CONTEXT,
        Rig.NOW,
        new PollerSample.Missing<>(
            Changed.of(JdbcSettings.ofTable(address.url(), "seen", List.of()))
                .login(address.user(), "not-" + address.password())
                .settings(),
            FaultKind.CREDENTIALS,
            "password"),
        Map.of());
  }
}
