package org.tomte.connectors.webhook;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.http.HttpCall;

/** Finds what makes a request, or an event in it, the same when the sender repeats it. */
final class SenderKeys {
  private final WebhookSettings settings;

  SenderKeys(WebhookSettings settings) {
    this.settings = settings;
  }

  /**
   * The key of one event; null when the sender says nothing of the kind.
   *
   * @param index its place among the events of the request
   * @param count how many there are
   */
  @Nullable String of(HttpCall call, Payload payload, int index, int count) {
    String own = ofEvent(payload);
    if (own != null) {
      return own;
    }
    String request = ofRequest(call);
    return request == null || count == 1 ? request : request + "#" + index;
  }

  private @Nullable String ofEvent(Payload payload) {
    String path = settings.key();
    String id = path == null ? null : text(Payload.field(payload.body(), path));
    if (id != null) {
      return "id:" + id;
    }
    Map<String, @Nullable Object> cloudEvent = payload.cloudEvent();
    if (cloudEvent != null) {
      return "cloudevent:" + cloudEvent.get("source") + " " + cloudEvent.get("id");
    }
    SignatureSettings signature = settings.signature();
    boolean slack = signature != null && signature.scheme() == SignatureSettings.Scheme.SLACK;
    String event = slack ? text(Payload.field(payload.body(), "event_id")) : null;
    return event == null ? null : "slack:" + event;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case String text when !text.isEmpty() -> text;
      case Long number -> number.toString();
      case BigInteger number -> number.toString();
      case null, default -> null;
    };
  }

  private static @Nullable String ofRequest(HttpCall call) {
    String idempotency = header(call, "Idempotency-Key");
    if (idempotency != null) {
      return "idempotency:" + idempotency.replace("\"", "");
    }
    String delivery = header(call, "X-GitHub-Delivery");
    if (delivery != null) {
      return "github:" + delivery;
    }
    String id = header(call, "webhook-id");
    return id == null ? null : "webhook:" + id;
  }

  private static @Nullable String header(HttpCall call, String name) {
    return call.header(name).map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
  }
}
