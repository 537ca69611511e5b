package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.FaultKind;
import org.tomte.testkit.RecordedProbe;

/** What a test of a database tells. */
class JdbcProbeTest {
  @TempDir private Path folder;

  private RecordedProbe probe(String url, @Nullable String user, @Nullable String password)
      throws InterruptedException {
    JdbcLogin login =
        new JdbcLogin(url, user, password, Map.of(), Duration.ofSeconds(5), Duration.ofSeconds(10));
    return RecordedProbe.run(new JdbcProbe(new Drivers(folder)), login, InstantSource.system());
  }

  @Test
  void driverLogInAndClockAreTold() throws Exception {
    String url = "jdbc:h2:mem:probed";
    try (Connection kept = DriverManager.getConnection(url, "ann", "s3cret-word")) {
      RecordedProbe probe = probe(url, "ann", "s3cret-word");
      assertThat(probe.kind()).as("%s", probe).isNull();
      assertThat(probe.steps()).containsExactly("driver", "log-in", "read only", "clock");
      assertThat(probe.found().get("log-in")).contains("H2", "as ANN");
      assertThat(probe.found().get("clock")).contains("UTC");
      RecordedProbe refused = probe(url, "ann", "wrong-word");
      assertThat(refused.kind()).isEqualTo(FaultKind.CREDENTIALS);
      assertThat(refused.remedy()).contains("ann");
      assertThat(refused.toString()).doesNotContain("wrong-word");
      assertThat(kept.isClosed()).isFalse();
    }
  }

  @Test
  void aDriverThatIsMissingAndADatabaseThatIsNotThereAreTold() throws Exception {
    RecordedProbe driver = probe("jdbc:nothing://h/x", null, null);
    assertThat(driver.steps()).containsExactly("driver");
    assertThat(driver.last()).contains("no driver takes this address", folder.toString());
    RecordedProbe refused = probe("jdbc:postgresql://127.0.0.1:1/x", "ann", "s3cret-word");
    assertThat(refused.steps().getLast()).isEqualTo("log-in");
    assertThat(refused.kind()).isEqualTo(FaultKind.UNAVAILABLE);
    assertThat(refused.remedy()).contains("host and port");
  }
}
