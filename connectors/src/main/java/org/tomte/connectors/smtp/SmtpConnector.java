package org.tomte.connectors.smtp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.DeliveryContext;
import org.tomte.api.Notice;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.connectors.oauth.TokenSource;

/** Sends mails. */
public final class SmtpConnector implements DeliveryConnector<SmtpSettings, SendEmail> {

  private final TokenSource tokens = new TokenSource();

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String summary() {
    return "Sends mails by SMTP: the action send-email.";
  }

  @Override
  public Class<SmtpSettings> settings() {
    return SmtpSettings.class;
  }

  @Override
  public String action() {
    return "send-email";
  }

  @Override
  public Class<SendEmail> content() {
    return SendEmail.class;
  }

  @Override
  public boolean takesAttachments() {
    return true;
  }

  @Override
  public @Nullable SendEmail notice(Notice notice) {
    List<String> none = List.of();
    return notice.addresses().isEmpty()
        ? null
        : new SendEmail(
            notice.addresses(),
            none,
            none,
            none,
            notice.subject(),
            notice.text(),
            null,
            null,
            null);
  }

  @Override
  public ConnectionProbe<SmtpSettings> probe() {
    return new SmtpProbe(tokens);
  }

  @Override
  public Delivery<SendEmail> open(SmtpSettings settings, DeliveryContext context)
      throws ConnectorFault {
    return new SmtpDelivery(settings, context, tokens);
  }
}
