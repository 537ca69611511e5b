package org.tomte.connectors.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a token endpoint (RFC 6749 sections 4.4 and 6); follows no redirect. */
final class TokenEndpoint {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Timeout PATIENCE = Timeout.ofSeconds(20);
  private static final int MOST_BYTES = 256 << 10;
  private static final int LONGEST_WORDS = 500;
  private static final long USUAL_LIFE = 3_600;

  /** What came back. */
  private record Answer(int status, String body, @Nullable Duration retryAfter) {}

  AccessToken ask(OAuthSettings settings, @Nullable String refreshToken, InstantSource clock)
      throws ConnectorFault {
    Answer answer = send(settings, form(settings, refreshToken));
    JsonNode json = json(answer.body());
    if (answer.status() != 200) {
      throw refused(settings, answer, json);
    }
    JsonNode token = json.path("access_token");
    if (!token.isString() || token.stringValue().isEmpty()) {
      throw new ConnectorFault(
          FaultKind.BAD_DATA,
          "The token endpoint %s answered 200 without an access_token; is it a log-in page?"
              .formatted(settings.tokenUrl()));
    }
    JsonNode next = json.path("refresh_token");
    return AccessToken.living(
        token.stringValue(),
        clock.instant(),
        Duration.ofSeconds(life(json)),
        next.isString() ? next.stringValue() : null);
  }

  private static long life(JsonNode json) {
    long seconds = json.path("expires_in").asLong(USUAL_LIFE);
    return Math.clamp(seconds, 1, Duration.ofDays(1).toSeconds());
  }

  private static List<NameValuePair> form(OAuthSettings settings, @Nullable String refreshToken) {
    List<NameValuePair> form = new ArrayList<>();
    boolean refresh = refreshToken != null;
    add(form, "grant_type", refresh ? "refresh_token" : "client_credentials");
    add(form, "refresh_token", refreshToken);
    add(form, "client_id", settings.clientId());
    add(form, "client_secret", settings.clientSecret());
    add(form, "scope", settings.scope());
    return form;
  }

  private static void add(List<NameValuePair> form, String name, @Nullable String value) {
    if (value != null) {
      form.add(new BasicNameValuePair(name, value));
    }
  }

  private static Answer send(OAuthSettings settings, List<NameValuePair> form)
      throws ConnectorFault {
    HttpPost post = new HttpPost(settings.tokenUrl());
    post.setEntity(new UrlEncodedFormEntity(form, StandardCharsets.UTF_8));
    post.setHeader("Accept", "application/json");
    try (CloseableHttpClient client = client()) {
      return client.execute(post, TokenEndpoint::answer);
    } catch (IOException fault) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE,
          "The token endpoint %s cannot be asked: %s."
              .formatted(settings.tokenUrl(), words(String.valueOf(fault.getMessage()))),
          fault);
    }
  }

  /** A token is asked for once an hour, so a client is not kept. */
  private static CloseableHttpClient client() {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(PATIENCE)
                        .setSocketTimeout(PATIENCE)
                        .build())
                .build())
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries()
        .build();
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    String body =
        entity == null
            ? ""
            : new String(entity.getContent().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    return new Answer(response.getCode(), body, retryAfter(response.getFirstHeader("Retry-After")));
  }

  private static @Nullable Duration retryAfter(@Nullable Header header) {
    String value = header == null ? "" : header.getValue().strip();
    return value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
  }

  private static ConnectorFault refused(OAuthSettings settings, Answer answer, JsonNode json) {
    FaultKind kind =
        switch (answer.status()) {
          case 429 -> FaultKind.RATE_LIMITED;
          case 400, 401, 403 -> FaultKind.CREDENTIALS;
          case 404, 405 -> FaultKind.CONFIGURATION;
          default -> answer.status() >= 500 ? FaultKind.UNAVAILABLE : FaultKind.BAD_DATA;
        };
    String error = json.path("error").asString("");
    String description = json.path("error_description").asString("");
    String said = error.isEmpty() ? answer.body() : error + ": " + description;
    return new ConnectorFault(
        kind,
        "The token endpoint %s answered %d for the client %s: %s."
            .formatted(settings.tokenUrl(), answer.status(), settings.clientId(), words(said)),
        null,
        answer.retryAfter());
  }

  /** The server's words in one line, without an end of their own. */
  private static String words(String said) {
    String line = said.replaceAll("\\s+", " ").strip();
    String cut = line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "..." : line;
    return cut.isEmpty() ? "no words" : cut.replaceAll("\\.$", "");
  }

  private static JsonNode json(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      return tree == null ? JSON.createObjectNode() : tree;
    } catch (JacksonException notJson) {
      return JSON.createObjectNode();
    }
  }
}
