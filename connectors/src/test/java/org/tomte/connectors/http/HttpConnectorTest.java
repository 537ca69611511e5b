package org.tomte.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.api.FaultKind;
import org.tomte.connectors.egress.LoopbackServer;

class HttpConnectorTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private final LoopbackServer server = new LoopbackServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpSettings settings(String path, @Nullable String token, @Nullable String signing) {
    return new HttpSettings(
        server.url() + path,
        Map.of("X-Team", "soc"),
        token,
        null,
        null,
        signing,
        true,
        Duration.ofSeconds(10),
        120,
        65_536,
        null);
  }

  private static CallWebhook content(@Nullable String path) {
    return new CallWebhook(
        path,
        CallWebhook.Method.POST,
        Map.of(),
        Map.of("text", "Phish \"one\"\nline two", "count", 3L),
        null,
        "application/json");
  }

  private static DeliveryOutcome deliver(HttpSettings settings, CallWebhook content)
      throws ConnectorFault, InterruptedException {
    DeliveryContext context = new DeliveryContext("hook", "instance-1", InstantSource.system());
    try (Delivery<CallWebhook> delivery = new HttpConnector().open(settings, context)) {
      return delivery.deliver(
          new DeliveryRequest<>(
              ID, "incident/1", 2, Instant.parse("2026-11-25T08:00:00Z"), content, List.of()));
    }
  }

  @Test
  void aRequestCarriesItsIdAndAnswersAreKept() throws Exception {
    server.answers(exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      LoopbackServer.answer(exchange, 201, "{\"ticket\": 7}");
    });
    DeliveryOutcome outcome = deliver(settings("/api", "s3cret", null), content("/12?x=1"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            DeliveryOutcome.Delivered.class,
            delivered -> {
              assertThat(delivered.words()).contains("POST to 127.0.0.1").doesNotContain("s3cret");
              assertThat(delivered.answer())
                  .containsEntry("status", 201L)
                  .containsEntry("json", Map.of("ticket", 7));
            });
    LoopbackServer.Request request = server.requests().getFirst();
    assertThat(request.path()).isEqualTo("/api/12?x=1");
    assertThat(request.header("Idempotency-Key")).isEqualTo(ID);
    assertThat(request.header("X-Tomte-Attempt")).isEqualTo("2");
    assertThat(request.header("X-Tomte-Instance")).isEqualTo("instance-1");
    assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(request.header("X-Team")).isEqualTo("soc");
    assertThat(request.body())
        .contains("\"text\":\"Phish \\\"one\\\"\\nline two\"")
        .contains("\"count\":3");
  }

  @Test
  void theSignatureIsTheHmacOfTheBody() throws Exception {
    CallWebhook fixed =
        new CallWebhook(
            null,
            CallWebhook.Method.PUT,
            Map.of(),
            null,
            "what do ya want for nothing?",
            "text/plain");
    deliver(settings("", null, "Jefe"), fixed);
    // RFC 4231 section 4.3
    assertThat(server.requests().getFirst().header("X-Tomte-Signature"))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(server.requests().getFirst().method()).isEqualTo("PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@evil.example/",
        ".evil.example/",
        "/../admin",
        "/x/../../admin",
        "//..//../admin",
        "/a b"
      })
  void noPathLeadsAwayFromTheConnection(String path) throws Exception {
    assertThat(deliver(settings("/api", null, null), content(path)))
        .satisfiesAnyOf(
            outcome -> assertThat(outcome).isInstanceOf(DeliveryOutcome.Refused.class),
            outcome ->
                assertThat(server.requests())
                    .isNotEmpty()
                    .allMatch(request -> request.path().startsWith("/api/")));
    assertThat(server.requests()).noneMatch(request -> request.path().contains(".."));
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "413, REFUSED",
    "422, REFUSED",
    "301, CONFIGURATION",
    "401, CREDENTIALS",
    "403, CREDENTIALS",
    "404, CONFIGURATION",
    "410, CONFIGURATION",
    "408, UNAVAILABLE",
    "429, RATE_LIMITED",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void everyStatusMeansSomething(int status, String meaning) throws Exception {
    server.answers(exchange -> {
      exchange.getResponseHeaders().set("Retry-After", "90");
      LoopbackServer.answer(exchange, status, "because\nof this");
    });
    if (meaning.equals("REFUSED")) {
      assertThat(deliver(settings("", null, null), content(null)))
          .isInstanceOfSatisfying(
              DeliveryOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("" + status, "because of this"));
      return;
    }
    ConnectorFault fault =
        catchThrowableOfType(
            ConnectorFault.class, () -> deliver(settings("", null, null), content(null)));
    assertThat(fault.kind()).isEqualTo(FaultKind.valueOf(meaning));
    if (status >= 400) {
      assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(90));
    }
  }

  @Test
  void settingsThatCannotWorkAreRefused() {
    assertThatThrownBy(() -> url("ftp://example.com"))
        .hasMessageContaining("http or https address");
    assertThatThrownBy(() -> url("https://user:s3cret@example.com"))
        .hasMessageContaining("no user and password")
        .hasMessageNotContaining("s3cret");
    assertThat(url("${secret:hook}").url()).isEqualTo("${secret:hook}");
  }

  private static HttpSettings url(String url) {
    return new HttpSettings(
        url, Map.of(), null, null, null, null, false, Duration.ofSeconds(1), 1, 1, null);
  }
}
