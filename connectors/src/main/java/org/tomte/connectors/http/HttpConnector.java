package org.tomte.connectors.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.DeliveryContext;
import org.tomte.api.Notice;
import org.tomte.api.probe.ConnectionProbe;

/** Sends requests to web services. */
public final class HttpConnector implements DeliveryConnector<HttpSettings, CallWebhook> {

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String summary() {
    return "Calls web services: the action call-webhook.";
  }

  @Override
  public Class<HttpSettings> settings() {
    return HttpSettings.class;
  }

  @Override
  public String action() {
    return "call-webhook";
  }

  @Override
  public Class<CallWebhook> content() {
    return CallWebhook.class;
  }

  @Override
  public CallWebhook notice(Notice notice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", notice.subject());
    json.put("text", notice.text());
    @Nullable String none = null;
    return new CallWebhook(none, CallWebhook.Method.POST, Map.of(), json, none, "application/json");
  }

  @Override
  public ConnectionProbe<HttpSettings> probe() {
    return new HttpProbe();
  }

  @Override
  public Delivery<CallWebhook> open(HttpSettings settings, DeliveryContext context) {
    return new HttpDelivery(settings, context);
  }
}
