package org.tomte.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.tomte.web.hook.HookRoutes;

/**
 * The HTTP server. It listens on loopback unless told otherwise.
 *
 * <p>{@code GET /health} answers 200 while the process lives, {@code GET /ready} 200 or 503 with
 * the parts, {@code GET /metrics} the Prometheus text format 0.0.4. {@code POST /internal/command}
 * needs the token of {@code run.json}. Everything under {@code /hooks/} belongs to listening
 * daemons.
 */
public final class WebServer implements AutoCloseable {
  private final Javalin javalin;

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts the server.
   *
   * @throws io.javalin.util.JavalinBindException when the port is taken
   */
  public static WebServer start(Settings settings, Parts parts) {
    Javalin javalin =
        Javalin.create(config -> {
          quiet(config);
          routes(config, settings, parts);
        });
    javalin.start(settings.host(), settings.port());
    return new WebServer(javalin);
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.threadPool = new VirtualThreadPool();
  }

  private static void routes(JavalinConfig config, Settings settings, Parts parts) {
    config.routes.get("/health", context -> context.json(Map.of("status", "up")));
    config.routes.get("/ready", context -> ready(context, parts.health().get()));
    config.routes.get(
        "/metrics",
        context ->
            context
                .contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(parts.metrics().scrape()));
    parts.hooks().addTo(config);
    config.routes.post(
        "/internal/command",
        context -> {
          if (!authorized(context, settings.token())) {
            context.status(HttpStatus.UNAUTHORIZED).result("The token of run.json is needed.\n");
            return;
          }
          new CommandCall(parts.commands()).answer(context);
        });
  }

  private static void ready(Context context, Health health) {
    context.status(health.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    context.json(Map.of("ready", health.ready(), "parts", health.parts()));
  }

  private static boolean authorized(Context context, String token) {
    String header = context.header("Authorization");
    if (header == null || !header.startsWith("Bearer ")) {
      return false;
    }
    return MessageDigest.isEqual(
        header.substring("Bearer ".length()).getBytes(StandardCharsets.UTF_8),
        token.getBytes(StandardCharsets.UTF_8));
  }

  /** The port it listens on; useful when 0 was asked for. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  /**
   * Where to listen and whom to trust.
   *
   * @param host an address or name; 127.0.0.1 unless told otherwise
   * @param port 0 for any free one
   * @param token what attached calls must send; random, from run.json
   */
  public record Settings(String host, int port, String token) {}

  /**
   * What the server shows.
   *
   * @param health asked at each call of /ready
   * @param metrics the registry behind /metrics
   * @param commands runs the command lines of attached calls
   * @param hooks the paths that listening daemons serve
   */
  public record Parts(
      Supplier<Health> health,
      PrometheusMeterRegistry metrics,
      CommandRunner commands,
      HookRoutes hooks) {}
}
