package org.tomte.connectors.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.testkit.SettableClock;

class TokenSourceTest {
  private static final Instant T = Instant.parse("2026-11-25T10:00:00Z");
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final SettableClock clock = new SettableClock(T);
  private final TokenSource tokens = new TokenSource();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile String body = "";
  private volatile String retryAfter = "";

  TokenSourceTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/token", this::answer);
    server.createContext("/elsewhere", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String text = body.isEmpty() ? token("token-" + asked.size(), 3_600) : body;
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String token(String value, int seconds) {
    return "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": %d}"
        .formatted(value, seconds);
  }

  private OAuthSettings settings(@Nullable String refreshToken) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    return new OAuthSettings(url, "soc", "s3cret&", "mail.read", refreshToken);
  }

  @Test
  void clientCredentialsAreAskedOnceUntilTheTokenIsNearlyOver() throws Exception {
    OAuthSettings settings = settings(null);
    assertThat(tokens.token(settings, clock)).isEqualTo("token-1");
    clock.advance(Duration.ofMinutes(54));
    assertThat(tokens.token(settings, clock)).isEqualTo("token-1");
    clock.advance(Duration.ofMinutes(2));
    assertThat(tokens.token(settings, clock)).isEqualTo("token-2");
    assertThat(asked.getFirst())
        .contains("grant_type=client_credentials")
        .contains("client_id=soc")
        .contains("client_secret=s3cret%26")
        .contains("scope=mail.read");
  }

  @Test
  void aRefreshTokenIsUsedAndReplacedByTheOneThatComesBack() throws Exception {
    OAuthSettings settings = settings("first");
    body = "{\"access_token\": \"a\", \"expires_in\": 60, \"refresh_token\": \"second\"}";
    assertThat(tokens.token(settings, clock)).isEqualTo("a");
    clock.advance(Duration.ofMinutes(2));
    assertThat(tokens.token(settings, clock)).isEqualTo("a");
    assertThat(asked.get(0)).contains("grant_type=refresh_token").contains("refresh_token=first");
    assertThat(asked.get(1)).contains("refresh_token=second");
  }

  @Test
  void manyThreadsAskOnce() throws Exception {
    OAuthSettings settings = settings(null);
    List<Callable<String>> callers = Collections.nCopies(50, () -> tokens.token(settings, clock));
    Set<String> values = new TreeSet<>();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : pool.invokeAll(callers)) {
        values.add(one.get());
      }
    }
    assertThat(values).containsExactly("token-1");
    assertThat(asked).hasSize(1);
  }

  @Test
  void aRefusedTokenIsReplaced() throws Exception {
    OAuthSettings settings = settings(null);
    tokens.refused(settings, tokens.token(settings, clock));
    assertThat(tokens.token(settings, clock)).isEqualTo("token-2");
    tokens.refused(settings, "token-1");
    assertThat(tokens.token(settings, clock)).isEqualTo("token-2");
  }

  @Test
  void theServersOwnWordsTellWhyItRefused() {
    status = 400;
    body =
        "{\"error\": \"invalid_grant\", \"error_description\": \"AADSTS70008: expired.\\r\\n x\"}";
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> tokens.token(settings("r"), clock))
        .matches(fault -> fault.kind() == FaultKind.CREDENTIALS)
        .withMessageContaining("invalid_grant: AADSTS70008: expired. x")
        .withMessageContaining("answered 400 for the client soc")
        .withMessageNotContainingAny("s3cret", "refresh_token=");
  }

  @Test
  void aBusyEndpointSaysWhenToComeBack() {
    status = 429;
    retryAfter = "17";
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> tokens.token(settings(null), clock))
        .matches(fault -> fault.kind() == FaultKind.RATE_LIMITED)
        .matches(fault -> Duration.ofSeconds(17).equals(fault.retryAfter()));
  }

  @Test
  void aValidTokenOutlivesAnEndpointThatIsDown() throws Exception {
    OAuthSettings settings = settings(null);
    String held = tokens.token(settings, clock);
    status = 503;
    clock.advance(Duration.ofMinutes(58));
    assertThat(tokens.token(settings, clock)).isEqualTo(held);
    clock.advance(Duration.ofMinutes(3));
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> tokens.token(settings, clock))
        .matches(fault -> fault.kind() == FaultKind.UNAVAILABLE);
  }

  @Test
  void aLogInPageIsNoToken() {
    body = "<html>Sign in</html>";
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> tokens.token(settings(null), clock))
        .matches(fault -> fault.kind() == FaultKind.BAD_DATA)
        .withMessageContaining("without an access_token");
  }

  @Test
  void noRedirectIsFollowed() {
    status = 302;
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> tokens.token(settings(null), clock))
        .withMessageContaining("answered 302");
    assertThat(asked).hasSize(1);
  }

  @Test
  void anEndpointThatIsNotThereIsUnavailable() {
    OAuthSettings settings = settings(null);
    server.stop(0);
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> tokens.token(settings, clock))
        .matches(fault -> fault.kind() == FaultKind.UNAVAILABLE)
        .withMessageContaining("cannot be asked");
  }

  @Test
  void secretsDoNotTravelInTheClear() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OAuthSettings(URI.create("http://example.com/t"), "c", "s", null, null))
        .withMessageContaining("https");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OAuthSettings(URI.create("https://example.com/t"), "c", null, null, null))
        .withMessageContaining("client-secret");
    assertThat(settings("hidden").toString()).doesNotContain("hidden", "s3cret");
  }
}
