package org.tomte.connectors.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.connectors.network.AddressRanges;

/** The settings of a {@code webhook} source. */
public record WebhookSettings(
    @Setting(
            value = "The path after /hooks/; the daemon's name when it is absent.",
            example = "siem/alerts")
        @Nullable String path,
    @Setting(
            value =
                "What senders send; auto tells it from the content type: JSON, JSON lines, a form,"
                    + " CloudEvents.",
            fallback = "auto")
        BodyFormat format,
    @Setting(
            value =
                "A secret that senders put into token-header, after Bearer where that is"
                    + " Authorization.",
            example = "'${secret:siem-token}'")
        @Nullable String token,
    @Setting(
            value = "Another token that is taken too, while senders change theirs.",
            example = "'${secret:siem-token-before}'")
        @Nullable String formerToken,
    @Setting(value = "The header in which the token stands.", fallback = "Authorization")
        String tokenHeader,
    @Setting("How senders sign the body.") @Nullable SignatureSettings signature,
    @Setting(
            value = "Addresses that may send, in CIDR notation; all when it is empty.",
            fallback = "[]",
            example = "[192.0.2.0/24]")
        List<String> allow,
    @Setting(
            value =
                "Addresses of own proxies: what they say in X-Forwarded-For is taken as the"
                    + " sender's address.",
            fallback = "[]",
            example = "[10.0.0.1]")
        List<String> trustedProxies,
    @Setting(
            value =
                "The field of the body that holds the sender's id of the event, such as id or"
                    + " alert.uuid, so that a repeat is known.",
            example = "alert.uuid")
        @Nullable String key,
    @Setting(
            value = "The field of the body that holds a list; each element is an event.",
            example = "alerts")
        @Nullable String each,
    @Setting(value = "The most bytes of a body, after unpacking.", fallback = "1048576")
        int mostBytes,
    @Setting(value = "The most events of one request.", fallback = "1000") int mostEvents) {

  /** Checks what can be checked without secrets. */
  public WebhookSettings {
    allow = List.copyOf(allow);
    trustedProxies = List.copyOf(trustedProxies);
    AddressRanges.of(allow);
    AddressRanges.of(trustedProxies);
    if (path != null && !path.matches("[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")) {
      throw new IllegalArgumentException(
          "path holds letters, digits and . _ ~ - between slashes, such as siem/alerts, not "
              + path);
    }
    if (path != null && path.contains("..")) {
      throw new IllegalArgumentException("path must not hold ..");
    }
    if (token == null && formerToken != null) {
      throw new IllegalArgumentException("former-token is for senders that change to token");
    }
    if (token != null && token.isBlank()) {
      throw new IllegalArgumentException("token must not be empty");
    }
    if (token == null && signature == null && allow.isEmpty()) {
      throw new IllegalArgumentException(
          "whoever reaches the port could send events; set token, signature or allow");
    }
    between("most-bytes", mostBytes, 64 << 20);
    between("most-events", mostEvents, 10_000);
  }

  private static void between(String key, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s is between 1 and %d, not %d".formatted(key, most, value));
    }
  }
}
