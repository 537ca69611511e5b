package org.tomte.connectors.imap;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.connectors.oauth.OAuthSettings;

/** The settings of an {@code imap} source. */
public record ImapSettings(
    @Setting(value = "The mail server.", example = "outlook.office365.com") String host,
    @Setting("Its port; 993 for tls, else 143, when absent.") @Nullable Integer port,
    @Setting(
            value = "tls from the first byte, starttls, or none (the same machine only).",
            fallback = "tls")
        Encryption encryption,
    @Setting(
            value = "A PEM file with the authorities to trust instead of the usual ones.",
            example = "/etc/tomte/mail-ca.pem")
        @Nullable Path ca,
    @Setting(value = "Who logs in.", example = "soc@example.com") String user,
    @Setting(value = "The password, where none of oauth is used.", example = "${secret:mailbox}")
        @Nullable String password,
    @Setting("OAuth 2 instead of a password.") @Nullable OAuthSettings oauth,
    @Setting(
            value = "A shared mailbox to open instead of the user's own.",
            example = "phishing@example.com")
        @Nullable String mailbox,
    @Setting(
            value = "One folder or several, each a stream; * and % as in LIST.",
            fallback = "INBOX",
            example = "[INBOX, Reports/*]")
        Folders folder,
    @Setting("Which mails are read; all when absent.") @Nullable MailSearch search,
    @Setting(
            value =
                "Wait with IDLE for mails in the first folder and run at once when one comes; the"
                    + " schedule goes on beside it.",
            fallback = "false")
        boolean idle,
    @Setting(
            value =
                "What to do with mails that this installation sent, and with bounces and automatic"
                    + " answers to them: leave-out, so that daemons do not answer themselves, or"
                    + " read.",
            fallback = "leave-out")
        OwnMails ownMails,
    @Setting(value = "How long an answer may take.", fallback = "60s") Duration timeout,
    @Setting(
            value = "How many bytes of a mail are read; the rest of a larger one is left out.",
            fallback = "52428800")
        int maxMailBytes) {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Checks what can be checked without asking the server. */
  public ImapSettings {
    SafeText.check("host", host);
    SafeText.check("user", user);
    if (mailbox != null) {
      SafeText.check("mailbox", mailbox);
    }
    if ((password == null) == (oauth == null)) {
      throw new IllegalArgumentException("exactly one of password and oauth must be there");
    }
    if (port != null && (port < 1 || port > 65_535)) {
      throw new IllegalArgumentException("port must be from 1 to 65535");
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("timeout must be from 1s to 10m");
    }
    if (maxMailBytes < 1_024 || maxMailBytes > 1 << 30) {
      throw new IllegalArgumentException("max-mail-bytes must be from 1KB to 1GB");
    }
  }

  int portOrUsual() {
    return port == null ? encryption.port() : port;
  }

  /** The mailbox that is read, in words. */
  String words() {
    return "%s at %s:%d".formatted(mailbox == null ? user : mailbox, host, portOrUsual());
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "ImapSettings[" + words() + ", " + folder + "]";
  }
}
