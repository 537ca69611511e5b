package org.tomte.connectors.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.api.FaultKind;
import org.tomte.connectors.oauth.OAuthSettings;
import org.tomte.connectors.oauth.TokenSource;
import org.tomte.connectors.tls.Authorities;

/** One mail. */
final class SmtpDelivery implements Delivery<SendEmail> {
  private final SmtpSettings settings;
  private final DeliveryContext context;
  private final TokenSource tokens;
  private final Session session;
  private final MailMaking making;

  SmtpDelivery(SmtpSettings settings, DeliveryContext context, TokenSource tokens)
      throws ConnectorFault {
    this.settings = settings;
    this.context = context;
    this.tokens = tokens;
    this.session = Session.getInstance(properties(settings));
    this.making = new MailMaking(settings, context, session);
  }

  private static Properties properties(SmtpSettings settings) throws ConnectorFault {
    String wait = String.valueOf(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", String.valueOf(settings.actualPort()));
    properties.put("mail.smtp.connectiontimeout", wait);
    properties.put("mail.smtp.timeout", wait);
    properties.put("mail.smtp.writetimeout", wait);
    properties.put("mail.smtp.localhost", MailAddresses.domain(settings.from()));
    properties.put("mail.smtp.from", settings.from());
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    // One recipient that does not exist keeps the mail from nobody else.
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.mime.allowutf8", "false");
    switch (settings.security()) {
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case NONE -> {}
    }
    if (settings.certificates() != null) {
      properties.put(
          "mail.smtp.ssl.socketFactory",
          Authorities.of(settings.certificates()).context().getSocketFactory());
    }
    properties.put("mail.smtp.auth", String.valueOf(settings.user() != null));
    properties.put(
        "mail.smtp.auth.mechanisms", settings.oauth() == null ? "PLAIN LOGIN" : "XOAUTH2");
    return properties;
  }

  @Override
  public String host(SendEmail content) {
    return settings.host().toLowerCase(Locale.ROOT);
  }

  @Override
  public int perMinute() {
    return settings.perMinute();
  }

  @Override
  public DeliveryOutcome deliver(DeliveryRequest<SendEmail> request)
      throws ConnectorFault, InterruptedException {
    MimeMessage mail;
    try {
      mail = making.mail(request);
    } catch (MailMaking.BadMail bad) {
      return new DeliveryOutcome.Refused(String.valueOf(bad.getMessage()));
    } catch (MessagingException wrong) {
      return new DeliveryOutcome.Refused("The mail cannot be made: " + wrong.getMessage());
    }
    OAuthSettings oauth = settings.oauth();
    String secret = oauth == null ? settings.password() : tokens.token(oauth, context.clock());
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(settings.host(), settings.actualPort(), settings.user(), secret);
      transport.sendMessage(mail, mail.getAllRecipients());
      return delivered(request, Arrays.toString(mail.getAllRecipients()), "");
    } catch (MessagingException failed) {
      if (oauth != null && secret != null && failed instanceof AuthenticationFailedException) {
        tokens.refused(oauth, secret);
      }
      SendReaction reaction = SendReaction.to(failed, settings.host());
      return switch (reaction) {
        case SendReaction.Partly partly -> delivered(request, partly.taken(), partly.words());
        case SendReaction.Never never -> new DeliveryOutcome.Refused(never.words());
        case SendReaction.Later later ->
            throw new ConnectorFault(later.kind(), later.words(), failed);
      };
    }
  }

  /**
   * Connects and logs in as for a mail, and sends none.
   *
   * @return what the server said of itself
   * @throws ConnectorFault when it refuses
   * @throws InterruptedException when it took too long
   */
  String logIn() throws ConnectorFault, InterruptedException {
    OAuthSettings oauth = settings.oauth();
    String secret = oauth == null ? settings.password() : tokens.token(oauth, context.clock());
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(settings.host(), settings.actualPort(), settings.user(), secret);
      String most =
          transport instanceof SMTPTransport smtp ? smtp.getExtensionParameter("SIZE") : null;
      return "%s%s"
          .formatted(
              settings.user() == null ? "without a log-in" : "as " + settings.user(),
              most == null || most.isEmpty() ? "" : ", takes mails up to " + most + " bytes");
    } catch (MessagingException failed) {
      throw switch (SendReaction.to(failed, settings.host())) {
        case SendReaction.Later later -> new ConnectorFault(later.kind(), later.words(), failed);
        case SendReaction.Never never ->
            new ConnectorFault(FaultKind.CONFIGURATION, never.words(), failed);
        case SendReaction.Partly partly ->
            new ConnectorFault(FaultKind.BAD_DATA, partly.words(), failed);
      };
    }
  }

  private DeliveryOutcome delivered(
      DeliveryRequest<SendEmail> request, String taken, String refused) {
    String to = taken.replaceAll("^\\[|]$", "");
    String words =
        "Mail \"%s\" to %s was taken by %s.%s"
            .formatted(
                request.content().subject(),
                to,
                settings.host(),
                refused.isEmpty() ? "" : " " + refused);
    return new DeliveryOutcome.Delivered(
        words, Map.of("message_id", making.messageId(request.id()), "to", to));
  }
}
