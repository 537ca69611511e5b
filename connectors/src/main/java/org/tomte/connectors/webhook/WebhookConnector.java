package org.tomte.connectors.webhook;

import org.tomte.api.ConnectorFault;
import org.tomte.api.FieldType;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.api.probe.ConnectionProbe;

/** The {@code webhook} source. */
public final class WebhookConnector implements ListeningConnector<WebhookSettings> {

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String summary() {
    return "Takes JSON, forms, JSON lines and CloudEvents that others send by HTTP, and answers"
        + " after the commit.";
  }

  @Override
  public Class<WebhookSettings> settings() {
    return WebhookSettings.class;
  }

  @Override
  public FieldType.Fields events(WebhookSettings settings) {
    FieldType.Fields cloudEvent =
        FieldType.open()
            .with("id", FieldType.TEXT)
            .with("source", FieldType.TEXT)
            .with("type", FieldType.TEXT)
            .with("subject", FieldType.TEXT)
            .with("time", FieldType.TEXT)
            .with("specversion", FieldType.TEXT)
            .with("datacontenttype", FieldType.TEXT)
            .with("dataschema", FieldType.TEXT);
    return FieldType.closed()
        .with("body", FieldType.ANY)
        .with("envelope", FieldType.ANY)
        .with("cloudevent", cloudEvent)
        .with("headers", FieldType.open())
        .with("query", FieldType.open())
        .with("peer", FieldType.TEXT)
        .with("received", FieldType.TIME)
        .with("content_type", FieldType.TEXT)
        .with("index", FieldType.WHOLE);
  }

  @Override
  public boolean confirms(WebhookSettings settings) {
    return true;
  }

  @Override
  public ConnectionProbe<WebhookSettings> probe() {
    return new WebhookProbe();
  }

  @Override
  public Listener open(WebhookSettings settings, ListenerContext context) throws ConnectorFault {
    return new WebhookListener(settings, context);
  }
}
