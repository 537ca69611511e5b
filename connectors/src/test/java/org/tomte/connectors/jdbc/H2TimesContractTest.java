package org.tomte.connectors.jdbc;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.tomte.api.FaultKind;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;

class H2TimesContractTest extends PollerContract {
  private static int made;

  @Override
  protected PollerSample<?> sample() throws IOException {
    String name = "contract" + made++;
    try (Rig rig = Rig.h2(name)) {
      Rig _ =
          rig.run(
              "CREATE TABLE seen (id INT PRIMARY KEY, at TIMESTAMP(3), word VARCHAR(20))",
              "INSERT INTO seen VALUES (5, '2026-11-01 10:00:00.5', 'a'), (3, '2026-11-01"
                  + " 10:00:00.5', 'b'), (9, '2026-11-01 09:00:00', NULL), (1, '2026-11-02"
                  + " 10:00:00.123', 'd')");
    } catch (SQLException impossible) {
      throw new IOException(impossible);
    }
    String url = "jdbc:h2:mem:" + name;
    return new PollerSample<>(
        new JdbcConnector(),
        Changed.of(JdbcSettings.ofTable(url, "seen", List.of("at", "id")))
            .login("sa", "")
            .zone("Europe/Berlin")
            .settings(),
        Rig.CONTEXT,
        Rig.NOW,
        new PollerSample.Missing<>(
            Changed.of(JdbcSettings.ofTable(url, "unseen", List.of("at", "id")))
                .login("sa", "")
                .settings(),
            FaultKind.CONFIGURATION,
            "unseen"),
        Map.of());
  }
}
