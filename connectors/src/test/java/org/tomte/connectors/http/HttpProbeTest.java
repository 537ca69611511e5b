package org.tomte.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.FaultKind;
import org.tomte.connectors.egress.LoopbackServer;
import org.tomte.testkit.RecordedProbe;

/** What a test of a web service tells, and that it asks nothing unless it is told to. */
class HttpProbeTest {
  private final LoopbackServer server = new LoopbackServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private RecordedProbe probe(boolean allowPrivate, @Nullable String testPath)
      throws InterruptedException {
    HttpSettings settings =
        new HttpSettings(
            server.url() + "/hooks/t0ken-in-path",
            Map.of(),
            "s3cret-word",
            null,
            null,
            null,
            allowPrivate,
            Duration.ofSeconds(5),
            120,
            1_000,
            testPath);
    return RecordedProbe.run(new HttpProbe(), settings, InstantSource.system());
  }

  @Test
  void withoutATestPathNothingIsAsked() throws Exception {
    RecordedProbe probe = probe(true, null);
    assertThat(probe.kind()).isNull();
    assertThat(probe.steps()).containsExactly("name", "connection");
    assertThat(server.requests()).isEmpty();
    assertThat(probe.toString()).doesNotContain("t0ken-in-path", "s3cret-word");
  }

  @Test
  void addressesOfTheOwnNetworksAreRefusedAsInRuns() throws Exception {
    RecordedProbe probe = probe(false, "/health");
    assertThat(probe.kind()).isEqualTo(FaultKind.CONFIGURATION);
    assertThat(probe.last()).contains("127.0.0.1", "an address of this machine");
    assertThat(probe.remedy()).contains("allow-private");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aTestPathIsAskedByGetWithTheLogIn() throws Exception {
    RecordedProbe good = probe(true, "/health");
    assertThat(good.kind()).as("%s", good).isNull();
    assertThat(server.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("GET");
          assertThat(request.path()).endsWith("/health");
          assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret-word");
        });
    server.answers(exchange -> LoopbackServer.answer(exchange, 401, ""));
    RecordedProbe refused = probe(true, "/health");
    assertThat(refused.kind()).isEqualTo(FaultKind.CREDENTIALS);
    assertThat(refused.last()).contains("status 401");
  }
}
