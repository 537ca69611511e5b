package org.tomte.connectors.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.connectors.egress.OutgoingHttp.Answer;
import org.tomte.connectors.egress.OutgoingHttp.Asked;
import org.tomte.connectors.egress.OutgoingHttp.Limits;

class OutgoingHttpTest {
  private final LoopbackServer server = new LoopbackServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Answer ask(String address, Limits limits)
      throws ConnectorFault, InterruptedException {
    try (OutgoingHttp http = new OutgoingHttp(limits, InstantSource.system())) {
      return http.ask(
          new Asked(
              "POST",
              URI.create(address),
              Map.of("X-Note", "one\r\nX-Second: two"),
              "text/plain",
              "hello".getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static Limits limits(boolean allowPrivate) {
    return new Limits(allowPrivate, Duration.ofSeconds(10), 1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"})
  void noSpellingOfThisMachineIsReachedUnlessTheConnectionAllowsIt(String host) {
    ConnectorFault fault =
        catchThrowableOfType(
            ConnectorFault.class,
            () -> ask("http://" + host + ":" + server.port() + "/", limits(false)));
    assertThat(fault).isNotNull();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void theRefusalSaysWhatToDo() {
    ConnectorFault fault =
        catchThrowableOfType(ConnectorFault.class, () -> ask(server.url(), limits(false)));
    assertThat(fault.kind()).isEqualTo(FaultKind.CONFIGURATION);
    assertThat(fault).hasMessageContaining("allow-private: true");
  }

  @Test
  void anAddressThatIsAllowedIsAskedWithHeadersOfOneLine() throws Exception {
    assertThat(ask(server.url() + "/a", limits(true)).status()).isEqualTo(200);
    assertThat(server.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.body()).isEqualTo("hello");
          assertThat(request.header("X-Note")).startsWith("one");
          assertThat(request.header("X-Second")).isEmpty();
        });
  }

  @Test
  void redirectsAreNotFollowed() throws Exception {
    server.answers(exchange -> {
      exchange.getResponseHeaders().set("Location", server.url() + "/elsewhere");
      LoopbackServer.answer(exchange, 302, "");
    });
    Answer answer = ask(server.url() + "/here", limits(true));
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).endsWith("/elsewhere");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anEndlessAnswerIsReadUpToTheLimit() throws Exception {
    server.answers(exchange -> LoopbackServer.answer(exchange, 200, "x".repeat(100_000)));
    assertThat(ask(server.url(), limits(true)).text()).hasSize(1_000);
  }

  @Test
  void aHostThatNeverFinishesIsLeft() {
    server.answers(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try {
        for (int i = 0; i < 200; i++) {
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
      } catch (java.io.IOException left) {
        assertThat(left).isNotNull();
      }
    });
    long begin = System.nanoTime();
    ConnectorFault fault =
        catchThrowableOfType(
            ConnectorFault.class,
            () -> ask(server.url(), new Limits(true, Duration.ofMillis(600), 100_000)));
    assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void aHostThatIsNotThereIsAFaultThatTellsOnlyItsName() {
    server.close();
    ConnectorFault fault =
        catchThrowableOfType(
            ConnectorFault.class, () -> ask(server.url() + "/s3cret-token", limits(true)));
    assertThat(fault.kind()).isEqualTo(FaultKind.UNAVAILABLE);
    assertThat(fault.getMessage()).contains("127.0.0.1").doesNotContain("s3cret");
  }
}
