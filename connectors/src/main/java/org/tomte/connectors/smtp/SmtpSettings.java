package org.tomte.connectors.smtp;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.connectors.oauth.OAuthSettings;

/**
 * Settings of a mail server.
 *
 * @param port null for the usual one: 587, with tls 465, without either 25
 * @param from the address that mails come from
 * @param certificates a file of certificates in PEM form that alone are trusted; null for those
 *     that Java trusts
 */
public record SmtpSettings(
    @Setting(value = "The server's name.", example = "smtp.example.com") String host,
    @Setting("The port; by default 587, with security tls 465, with none 25.")
        @Nullable Integer port,
    @Setting(
            value =
                "starttls, tls from the beginning, or none; the name in the certificate counts.",
            fallback = "starttls")
        Security security,
    @Setting("The log-in name; absent for servers that know us by our address.")
        @Nullable String user,
    @Setting("The password; store it as a secret.") @Nullable String password,
    @Setting("How access tokens are got that stand in place of a password (XOAUTH2).")
        @Nullable OAuthSettings oauth,
    @Setting(value = "The address that mails come from.", example = "tomte@example.com")
        String from,
    @Setting("The name beside that address.") @Nullable String fromName,
    @Setting("A file of certificates in PEM form; then only those are trusted.")
        @Nullable Path certificates,
    @Setting(value = "The longest wait for each step.", fallback = "20s") Duration timeout,
    @Setting(value = "How many mails go to the server in a minute.", fallback = "60") int perMinute,
    @Setting(value = "The largest mail with its files.", fallback = "20MB") long maxBytes) {

  /** How the connection is protected. */
  public enum Security {
    /** Begins in the clear and must be secured before anything is said (RFC 3207). */
    STARTTLS,
    /** TLS from the beginning (RFC 8314). */
    TLS,
    /** In the clear: only within a machine or a trusted network, and without a log-in. */
    NONE
  }

  /** Checks what holds in any case. */
  public SmtpSettings {
    if (user == null && (password != null || oauth != null)) {
      throw new IllegalArgumentException("password and oauth need a user");
    }
    if (user != null && (password == null) == (oauth == null)) {
      throw new IllegalArgumentException("a user needs exactly one of password and oauth");
    }
    if (security == Security.NONE && user != null) {
      throw new IllegalArgumentException(
          "security: none would send the password in the clear; use starttls or tls");
    }
    if (!from.contains("${") && !MailAddresses.isOne(from)) {
      throw new IllegalArgumentException("from must be a mail address such as tomte@example.com");
    }
    if (perMinute < 1 || !timeout.isPositive() || timeout.compareTo(Duration.ofSeconds(50)) > 0) {
      throw new IllegalArgumentException(
          "per-minute must be at least 1, and timeout longer than zero and at most 50s");
    }
  }

  int actualPort() {
    if (port != null) {
      return port;
    }
    return switch (security) {
      case STARTTLS -> 587;
      case TLS -> 465;
      case NONE -> 25;
    };
  }
}
