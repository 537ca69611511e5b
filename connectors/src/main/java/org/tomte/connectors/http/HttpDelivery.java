package org.tomte.connectors.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.api.FaultKind;
import org.tomte.connectors.egress.AnswerReaction;
import org.tomte.connectors.egress.OutgoingHttp;
import tools.jackson.databind.json.JsonMapper;

/** One request. */
final class HttpDelivery implements Delivery<CallWebhook> {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpSettings settings;
  private final DeliveryContext context;
  private final OutgoingHttp http;

  HttpDelivery(HttpSettings settings, DeliveryContext context) {
    this.settings = settings;
    this.context = context;
    this.http =
        new OutgoingHttp(
            new OutgoingHttp.Limits(
                settings.allowPrivate(), settings.timeout(), settings.maxAnswerBytes()),
            context.clock());
  }

  @Override
  public String host(CallWebhook content) {
    return String.valueOf(settings.address().getHost()).toLowerCase(Locale.ROOT);
  }

  @Override
  public int perMinute() {
    return settings.perMinute();
  }

  @Override
  public DeliveryOutcome deliver(DeliveryRequest<CallWebhook> request)
      throws ConnectorFault, InterruptedException {
    CallWebhook content = request.content();
    URI address;
    try {
      address = address(content.path());
    } catch (URISyntaxException | IllegalArgumentException wrong) {
      return new DeliveryOutcome.Refused(
          "The path does not lead to an address below the connection's: " + wrong.getMessage());
    }
    byte[] body = body(content);
    String method = content.method().name();
    OutgoingHttp.Answer answer =
        http.ask(
            new OutgoingHttp.Asked(
                method, address, headers(request, body), content.contentType(), body));
    return AnswerReaction.of("%s to %s".formatted(method, host(content)), answer);
  }

  /**
   * Asks a path without changing anything.
   *
   * @throws ConnectorFault when it leads elsewhere or no answer comes
   * @throws InterruptedException when it took too long
   */
  OutgoingHttp.Answer question(String path) throws ConnectorFault, InterruptedException {
    URI address;
    try {
      address = address(path);
    } catch (URISyntaxException | IllegalArgumentException wrong) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "test-path does not lead to an address below url: " + wrong.getMessage(),
          wrong);
    }
    Map<String, String> headers = new LinkedHashMap<>(settings.headers());
    authorize(headers);
    return http.ask(
        new OutgoingHttp.Asked("GET", address, headers, "application/json", new byte[0]));
  }

  /** The address; a path that leads to another host or above the connection's is refused. */
  private URI address(@Nullable String path) throws URISyntaxException {
    URI base = settings.address();
    if (path == null || path.isEmpty()) {
      return base;
    }
    String begin = base.toString();
    boolean joined =
        begin.endsWith("/") || path.startsWith("/") || path.startsWith("?") || begin.contains("?");
    URI address = new URI(begin + (joined ? "" : "/") + path);
    String flat = String.valueOf(address.normalize().getRawPath());
    String above = base.getRawPath() == null ? "" : base.getRawPath();
    boolean same =
        String.valueOf(base.getRawAuthority()).equals(address.getRawAuthority())
            && String.valueOf(base.getScheme()).equals(address.getScheme());
    if (!same || !flat.startsWith(above)) {
      throw new IllegalArgumentException("it leads elsewhere");
    }
    return address;
  }

  private static byte[] body(CallWebhook content) {
    String body = content.body();
    return body == null
        ? JSON.writeValueAsBytes(content.json())
        : body.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> headers(DeliveryRequest<CallWebhook> request, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>(settings.headers());
    headers.putAll(request.content().headers());
    headers.put("Idempotency-Key", request.id());
    headers.put("X-Tomte-Delivery", request.id());
    headers.put("X-Tomte-Attempt", String.valueOf(request.attempt()));
    headers.put("X-Tomte-Instance", context.instance());
    authorize(headers);
    String key = settings.signingSecret();
    if (key != null) {
      headers.put("X-Tomte-Signature", "sha256=" + signature(key, body));
    }
    return headers;
  }

  private void authorize(Map<String, String> headers) {
    String token = settings.token();
    String user = settings.user();
    String password = settings.password();
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    } else if (user != null && password != null) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
  }

  private static String signature(String key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
