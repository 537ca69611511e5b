package org.tomte.connectors.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.http.HttpCall;
import org.tomte.api.http.HttpRoute;
import org.tomte.api.http.HttpRoutes;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.api.listen.ListenerSink;

/** Serves one path: checks the sender, reads the body, and answers after the commit. */
final class WebhookListener implements Listener {

  /** Bodies of so many requests may be in memory at once. */
  private static final int AT_ONCE = 128;

  private static final int MOST_HEADERS = 64;
  private static final int LONGEST_HEADER = 2_048;
  private static final Duration WHEN_BUSY = Duration.ofSeconds(1);

  /** What proves who the sender is stands in no event. */
  private static final Set<String> SECRET_HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "x-hub-signature",
          "x-hub-signature-256",
          "x-slack-signature",
          "webhook-signature");

  private final WebhookSettings settings;
  private final ListenerContext context;
  private final Sender sender;
  private final BodyReading reading;
  private final Bodies bodies;
  private final SenderKeys keys;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private HttpRoutes.@Nullable Mounted mounted;

  WebhookListener(WebhookSettings settings, ListenerContext context) {
    this.settings = settings;
    this.context = context;
    this.sender = new Sender(settings, context.clock());
    this.reading = new BodyReading(settings.mostBytes());
    this.bodies = new Bodies(settings);
    this.keys = new SenderKeys(settings);
  }

  @Override
  public void start(ListenerSink sink) throws ConnectorFault {
    String path = settings.path();
    HttpRoute route =
        new HttpRoute(
            "/hooks/" + (path == null ? context.daemon() : path), Set.of("POST", "OPTIONS"));
    mounted = context.routes().mount(route, call -> handle(call, sink));
  }

  private HttpAnswer handle(HttpCall call, ListenerSink sink)
      throws IOException, InterruptedException {
    if (!room.tryAcquire()) {
      return Answers.later(429, "too many requests at once", WHEN_BUSY);
    }
    try {
      return answer(call, sink);
    } catch (Refusal refusal) {
      sink.refused(1, refusal.words());
      return refusal.answer();
    } finally {
      room.release();
    }
  }

  private HttpAnswer answer(HttpCall call, ListenerSink sink)
      throws IOException, InterruptedException, Refusal {
    Instant received = context.clock().instant();
    InetAddress peer = sender.admitted(call);
    if (call.method().equals("OPTIONS")) {
      return handshake(call);
    }
    sender.checkToken(call);
    byte[] sent = reading.sent(call);
    sender.checkSignature(call, sent);
    List<Payload> payloads = bodies.read(call, reading.unpacked(call, sent));
    HttpAnswer challenge = challenge(payloads);
    if (challenge != null) {
      return challenge;
    }
    Map<String, @Nullable Object> request = request(call, peer, received);
    List<Arrival> arrivals = new ArrayList<>(payloads.size());
    for (Payload payload : payloads) {
      int index = arrivals.size();
      String key = keys.of(call, payload, index, payloads.size());
      int size = 512 + 4 * sent.length / payloads.size();
      arrivals.add(new WebhookArrival(request, payload, key, index, received, size));
    }
    return Answers.of(sink.confirm(arrivals));
  }

  /** Before they send, some senders ask whether they may (CloudEvents webhooks, section 4). */
  private static HttpAnswer handshake(HttpCall call) {
    String origin = call.header("WebHook-Request-Origin").orElse("");
    HttpAnswer answer = HttpAnswer.empty(200).with("Allow", "POST");
    return origin.isEmpty()
        ? answer
        : answer.with("WebHook-Allowed-Origin", origin).with("WebHook-Allowed-Rate", "*");
  }

  /** Slack asks once whether the address is the right one. */
  private @Nullable HttpAnswer challenge(List<Payload> payloads) {
    SignatureSettings signature = settings.signature();
    if (signature == null
        || signature.scheme() != SignatureSettings.Scheme.SLACK
        || payloads.size() != 1) {
      return null;
    }
    Object body = payloads.getFirst().body();
    boolean asked = "url_verification".equals(Payload.field(body, "type"));
    return asked && Payload.field(body, "challenge") instanceof String challenge
        ? new HttpAnswer(200, Map.of(), "text/plain", challenge)
        : null;
  }

  private Map<String, @Nullable Object> request(HttpCall call, InetAddress peer, Instant received)
      throws Refusal {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("peer", peer.getHostAddress());
    request.put("received", received.toString());
    request.put("content_type", ContentType.of(call).name());
    request.put("query", Bodies.pairs(call.query(), "the query"));
    request.put("headers", headers(call));
    return request;
  }

  private Map<String, @Nullable Object> headers(HttpCall call) {
    String token = settings.tokenHeader().toLowerCase(Locale.ROOT);
    SignatureSettings signature = settings.signature();
    String signed =
        signature == null || signature.header() == null
            ? ""
            : signature.header().toLowerCase(Locale.ROOT);
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    for (String name : call.headerNames()) {
      boolean secret = SECRET_HEADERS.contains(name) || name.equals(token) || name.equals(signed);
      if (!secret && headers.size() < MOST_HEADERS) {
        String value = String.join(", ", call.headers(name));
        headers.put(
            name, value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value);
      }
    }
    return headers;
  }

  @Override
  public void drain(Duration longest) throws InterruptedException {
    unmount();
    if (room.tryAcquire(AT_ONCE, longest.toMillis(), TimeUnit.MILLISECONDS)) {
      room.release(AT_ONCE);
    }
  }

  private void unmount() {
    HttpRoutes.Mounted serving = mounted;
    if (serving != null) {
      serving.close();
    }
  }

  @Override
  public void close() {
    unmount();
  }
}
