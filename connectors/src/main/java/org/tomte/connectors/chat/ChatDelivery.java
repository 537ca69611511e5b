package org.tomte.connectors.chat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.connectors.egress.AnswerReaction;
import org.tomte.connectors.egress.OutgoingHttp;
import tools.jackson.databind.json.JsonMapper;

/** One message. */
final class ChatDelivery implements Delivery<SendChat> {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int ANSWER = 16_384;

  private final ChatSettings settings;
  private final OutgoingHttp http;

  ChatDelivery(ChatSettings settings, DeliveryContext context) {
    this.settings = settings;
    this.http =
        new OutgoingHttp(
            new OutgoingHttp.Limits(settings.allowPrivate(), LONGEST, ANSWER), context.clock());
  }

  @Override
  public String host(SendChat content) {
    return String.valueOf(settings.address().getHost()).toLowerCase(Locale.ROOT);
  }

  @Override
  public int perMinute() {
    return settings.perMinute();
  }

  @Override
  public DeliveryOutcome deliver(DeliveryRequest<SendChat> request)
      throws ConnectorFault, InterruptedException {
    byte[] body = JSON.writeValueAsBytes(ChatMessage.of(settings.service(), request.content()));
    OutgoingHttp.Answer answer =
        http.ask(
            new OutgoingHttp.Asked(
                "POST",
                settings.address(),
                Map.of("X-Tomte-Delivery", request.id()),
                "application/json; charset=utf-8",
                body));
    String service = settings.service().name().toLowerCase(Locale.ROOT);
    return AnswerReaction.of("The message to a room of %s".formatted(service), answer);
  }

  @Override
  public void close() {
    http.close();
  }
}
