package org.tomte.connectors.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.connectors.egress.WebAddress;

/**
 * Settings of a connection to a web service.
 *
 * @param url where requests begin; an action may go on from there, never elsewhere
 * @param token sent as a bearer token (RFC 6750); null for none
 * @param user the name for basic authentication (RFC 7617); null for none
 * @param password the password that belongs to it
 * @param signingSecret the key of the signature; null for none
 * @param testPath what a test of the connection asks; null for nothing
 */
public record HttpSettings(
    @Setting(
            value = "Where requests go; an action may add to the path, never change the host.",
            example = "https://tickets.example.com/api/alerts")
        String url,
    @Setting(value = "Headers of every request.", fallback = "{}") Map<String, String> headers,
    @Setting("Sent as a bearer token.") @Nullable String token,
    @Setting("The user name for basic authentication.") @Nullable String user,
    @Setting("The password for basic authentication.") @Nullable String password,
    @Setting("Signs the body: X-Tomte-Signature holds its HMAC-SHA256 with this key.")
        @Nullable String signingSecret,
    @Setting(value = "Whether addresses of the own networks may be asked.", fallback = "false")
        boolean allowPrivate,
    @Setting(value = "The longest that one request may take.", fallback = "30s") Duration timeout,
    @Setting(value = "How many requests go to the host in a minute.", fallback = "120")
        int perMinute,
    @Setting(value = "An answer is read up to this size.", fallback = "64KB") int maxAnswerBytes,
    @Setting(
            value =
                "A path that tomte connection test asks by GET, with the headers and the log-in of"
                    + " the connection; without it nothing is asked.",
            example = "/health")
        @Nullable String testPath) {

  URI address() {
    return URI.create(url);
  }

  /** Checks what holds in any case. */
  public HttpSettings {
    headers = Map.copyOf(headers);
    WebAddress.check(url, true);
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password belong together");
    }
    if (token != null && user != null) {
      throw new IllegalArgumentException("either token or user and password, not both");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofSeconds(50)) > 0) {
      throw new IllegalArgumentException("timeout must be longer than zero and at most 50s");
    }
    if (perMinute < 1) {
      throw new IllegalArgumentException("per-minute must be at least 1");
    }
  }
}
