package org.tomte.connectors.oauth;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** How access tokens are got: by client credentials, or by a refresh token when there is one. */
public record OAuthSettings(
    @Setting(
            value = "The token endpoint; tokens are asked for there and nowhere else.",
            example = "https://login.microsoftonline.com/TENANT/oauth2/v2.0/token")
        URI tokenUrl,
    @Setting(value = "The id under which the application is registered.", example = "6731de76")
        String clientId,
    @Setting(
            value = "The secret of the application; public clients have none.",
            example = "${secret:mail-client}")
        @Nullable String clientSecret,
    @Setting(
            value = "The scopes to ask for, with spaces between.",
            example = "https://outlook.office365.com/.default")
        @Nullable String scope,
    @Setting(
            value =
                "A refresh token that a person's consent gave; without it the application logs in"
                    + " as itself (client credentials).",
            example = "${secret:mail-refresh}")
        @Nullable String refreshToken) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Checks that secrets would travel encrypted and that one of the two ways is complete. */
  public OAuthSettings {
    if (!isSafe(tokenUrl)) {
      throw new IllegalArgumentException(
          "token-url must be an https address with a host and without user or fragment");
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("client-id must not be empty");
    }
    if (refreshToken == null && clientSecret == null) {
      throw new IllegalArgumentException(
          "oauth needs a client-secret (client credentials) or a refresh-token");
    }
  }

  private static boolean isSafe(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost();
    if (host == null || url.getUserInfo() != null || url.getFragment() != null) {
      return false;
    }
    return scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(host));
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "OAuthSettings[tokenUrl=%s, clientId=%s, scope=%s]".formatted(tokenUrl, clientId, scope);
  }
}
