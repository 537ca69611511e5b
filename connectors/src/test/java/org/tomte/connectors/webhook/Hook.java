package org.tomte.connectors.webhook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.testkit.MemoryRoutes;
import org.tomte.testkit.RecordingSink;

/** A started webhook without a server. */
final class Hook implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  final RecordingSink sink = new RecordingSink();
  private final MemoryRoutes routes = new MemoryRoutes();
  private final Listener listener;

  Hook(WebhookSettings settings) throws ConnectorFault, InterruptedException {
    this(settings, NOW);
  }

  Hook(WebhookSettings settings, Instant now) throws ConnectorFault, InterruptedException {
    listener = new WebhookConnector().open(settings, context(routes, now));
    listener.start(sink);
  }

  static ListenerContext context(MemoryRoutes routes, Instant now) {
    return new ListenerContext("door", "node-1", InstantSource.fixed(now), Path.of("."), routes);
  }

  /** Settings with a token and nothing else, to change in tests. */
  static WebhookSettings settings(BodyFormat format, @Nullable String key, @Nullable String each) {
    return new WebhookSettings(
        null,
        format,
        "s3cret-token",
        "before",
        "Authorization",
        null,
        List.of(),
        List.of(),
        key,
        each,
        10_000,
        10);
  }

  static WebhookSettings plain() {
    return settings(BodyFormat.AUTO, null, null);
  }

  static WebhookSettings signed(SignatureSettings signature) {
    return new WebhookSettings(
        null,
        BodyFormat.AUTO,
        null,
        null,
        "Authorization",
        signature,
        List.of(),
        List.of(),
        null,
        null,
        10_000,
        10);
  }

  static WebhookSettings allowing(List<String> allow, List<String> proxies) {
    return new WebhookSettings(
        null,
        BodyFormat.AUTO,
        null,
        null,
        "Authorization",
        null,
        allow,
        proxies,
        null,
        null,
        10_000,
        10);
  }

  /** A request that carries the right token. */
  static FakeCall post(String body) {
    return FakeCall.post("/hooks/door", body).with("Authorization", "Bearer s3cret-token");
  }

  HttpAnswer call(FakeCall call) throws IOException, InterruptedException {
    return routes.call(call);
  }

  Map<String, @Nullable Object> onlyFields() {
    List<Arrival> arrivals = sink.arrivals();
    if (arrivals.size() != 1) {
      throw new AssertionError("not one arrival but " + arrivals.size());
    }
    return arrivals.getFirst().fields();
  }

  List<@Nullable String> keys() {
    return sink.arrivals().stream().map(Arrival::key).<@Nullable String>map(key -> key).toList();
  }

  @Override
  public void close() {
    listener.close();
  }
}
