package org.tomte.connectors.imap;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.util.MailLogger;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.connectors.oauth.OAuthSettings;
import org.tomte.connectors.oauth.TokenSource;

/**
 * Opens connections: TLS with a check of the server's name, then the log-in.
 *
 * @param settings of the connection
 * @param tokens where access tokens come from
 * @param clock tells when tokens expire
 * @param silence how long the server may say nothing while it is waited for
 */
record Door(ImapSettings settings, TokenSource tokens, InstantSource clock, Duration silence) {
  private static final MailLogger QUIET =
      new MailLogger("org.tomte.connectors.imap", "IMAP", false, System.err);

  /** A connection after the log-in. */
  Session open() throws ConnectorFault, InterruptedException {
    OAuthSettings oauth = settings.oauth();
    if (oauth == null) {
      return opened(String.valueOf(settings.password()));
    }
    String token = tokens.token(oauth, clock);
    try {
      return opened(token);
    } catch (ConnectorFault fault) {
      if (fault.kind() != FaultKind.CREDENTIALS) {
        throw fault;
      }
      // Revoked before its time: one more try with a fresh one.
      tokens.refused(oauth, token);
      return opened(tokens.token(oauth, clock));
    }
  }

  private Session opened(String secret) throws ConnectorFault, InterruptedException {
    IMAPProtocol protocol = connected();
    boolean done = false;
    try {
      logIn(protocol, secret);
      done = true;
      return new Session(protocol, settings);
    } catch (ProtocolException fault) {
      throw Faults.logIn(settings, fault);
    } finally {
      if (!done) {
        protocol.disconnect();
      }
    }
  }

  private IMAPProtocol connected() throws ConnectorFault, InterruptedException {
    boolean tls = settings.encryption() == Encryption.TLS;
    try {
      IMAPProtocol protocol =
          new IMAPProtocol(
              "imap", settings.host(), settings.portOrUsual(), properties(), tls, QUIET);
      if (settings.encryption() == Encryption.STARTTLS) {
        encrypt(protocol);
      }
      return protocol;
    } catch (IOException fault) {
      throw Faults.connect(settings, fault);
    } catch (ProtocolException fault) {
      throw Faults.protocol(settings, "greeting", fault);
    }
  }

  private void encrypt(IMAPProtocol protocol) throws ConnectorFault, InterruptedException {
    boolean done = false;
    try {
      if (!protocol.hasCapability("STARTTLS")) {
        throw new ConnectorFault(
            FaultKind.CONFIGURATION,
            "The server of %s offers no STARTTLS; valid are encryption: tls (port 993) or a server that does."
                .formatted(settings.words()));
      }
      protocol.startTLS();
      // What was said before TLS may be forged.
      protocol.capability();
      done = true;
    } catch (ProtocolException fault) {
      throw Faults.protocol(settings, "STARTTLS", fault);
    } finally {
      if (!done) {
        protocol.disconnect();
      }
    }
  }

  private void logIn(IMAPProtocol protocol, String secret) throws ProtocolException {
    String mailbox = settings.mailbox();
    if (settings.oauth() != null) {
      protocol.authoauth2(mailbox == null ? settings.user() : mailbox, secret);
    } else if (protocol.hasCapability("AUTH=PLAIN") || mailbox != null) {
      protocol.authplain(mailbox, settings.user(), secret);
    } else {
      protocol.login(settings.user(), secret);
    }
    protocol.capability();
  }

  private Properties properties() throws ConnectorFault {
    String patience = Long.toString(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.put("mail.imap.connectiontimeout", patience);
    properties.put("mail.imap.timeout", Long.toString(silence.toMillis()));
    properties.put("mail.imap.writetimeout", patience);
    properties.put("mail.imap.ssl.checkserveridentity", "true");
    properties.put("mail.imap.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.imap.ssl.socketFactory", Trust.factory(settings.ca()));
    return properties;
  }

  static boolean isAboutTls(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      String name = cause.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      if (cause instanceof SSLException || name.contains("certificate")) {
        return true;
      }
    }
    return false;
  }
}
