package org.tomte.app.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.http.HttpCall;
import org.tomte.api.http.HttpRoute;
import org.tomte.api.http.HttpRoutes;
import org.tomte.web.Health;
import org.tomte.web.WebServer;
import org.tomte.web.hook.HookRoutes;

class HookRoutesTest {
  private final HookRoutes hooks = new HookRoutes();

  private WebServer server() {
    WebServer server =
        WebServer.start(
            new WebServer.Settings("127.0.0.1", 0, "token"),
            new WebServer.Parts(
                () -> new Health(true, Map.of()),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                (_, _, _) -> 0,
                hooks));
    hooks.reachedAt("http://127.0.0.1:" + server.port());
    return server;
  }

  private static HttpAnswer echo(HttpCall call) throws IOException {
    String body = new String(call.body().readAllBytes(), StandardCharsets.UTF_8);
    String words =
        String.join(
            "|",
            call.method(),
            call.path(),
            call.query(),
            String.join(",", call.headers("X-Many")),
            call.peer().getHostAddress(),
            body);
    return new HttpAnswer(202, Map.of("X-Answer", "yes"), "text/plain", words);
  }

  private static HttpResponse<String> send(String method, String address)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address))
              .method(method, HttpRequest.BodyPublishers.ofString("grüße"))
              .header("X-Many", "1")
              .header("X-Many", "2")
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void aMountedPathIsServedUntilItIsClosed() throws Exception {
    HttpRoute route = new HttpRoute("/hooks/a/b", Set.of("POST"));
    try (WebServer _ = server()) {
      HttpRoutes.Mounted mounted = hooks.mount(route, HookRoutesTest::echo);
      HttpResponse<String> answer = send("POST", mounted.address() + "?x=%20");
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(answer.headers().firstValue("X-Answer")).hasValue("yes");
      assertThat(answer.body()).isEqualTo("POST|/hooks/a/b|x=%20|1,2|127.0.0.1|grüße");
      HttpResponse<String> other = send("PUT", mounted.address());
      assertThat(other.statusCode()).isEqualTo(405);
      assertThat(other.headers().firstValue("Allow")).hasValue("POST");
      assertThatThrownBy(() -> hooks.mount(route, HookRoutesTest::echo))
          .isInstanceOf(ConnectorFault.class)
          .hasMessageContaining("/hooks/a/b");
      String address = mounted.address();
      mounted.close();
      HttpResponse<String> gone = send("POST", address);
      assertThat(gone.statusCode()).isEqualTo(503);
      assertThat(gone.headers().firstValue("Retry-After")).isPresent();
      assertThat(send("POST", address + "/never").statusCode()).isEqualTo(404);
      hooks.mount(route, HookRoutesTest::echo);
      assertThat(send("POST", address).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void aHandlerThatBreaksIsAFaultOfOursWithoutAWordOfIt() throws Exception {
    try (WebServer _ = server()) {
      HttpRoutes.Mounted mounted =
          hooks.mount(
              new HttpRoute("/hooks/x", Set.of("POST")),
              _ -> {
                throw new IllegalStateException("secret");
              });
      HttpResponse<String> answer = send("POST", mounted.address());
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).doesNotContain("secret");
    }
  }
}
