package org.tomte.connectors.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.FaultKind;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;

class SqliteIdsContractTest extends PollerContract {
  @TempDir Path folder;
  private int made;

  @Override
  protected PollerSample<?> sample() throws IOException {
    String url = "jdbc:sqlite:" + folder.resolve("sample" + made++ + ".db");
    try (Rig rig = new Rig(url, "", "")) {
      Rig _ =
          rig.run(
              "CREATE TABLE seen (id INTEGER PRIMARY KEY, word TEXT, size REAL, body BLOB)",
              "INSERT INTO seen VALUES (-7, 'a', 1.5, x'00ff'), (3, 'b', NULL, NULL),"
                  + " (12, NULL, 2, NULL), (13, 'd', 1e300, NULL)");
    } catch (SQLException impossible) {
      throw new IOException(impossible);
    }
    return new PollerSample<>(
        new JdbcConnector(),
        JdbcSettings.ofTable(url, "seen", List.of("id")),
        Rig.CONTEXT,
        Rig.NOW,
        new PollerSample.Missing<>(
            JdbcSettings.ofTable(
                "jdbc:sqlite:" + folder.resolve("nothing.db"), "seen", List.of("id")),
            FaultKind.CONFIGURATION,
            "nothing.db"),
        Map.of());
  }
}
