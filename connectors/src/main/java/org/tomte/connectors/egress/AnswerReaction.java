package org.tomte.connectors.egress;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.FaultKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the status of an answer means for a delivery (RFC 9110 section 15, RFC 6585). */
public final class AnswerReaction {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST = 300;

  private AnswerReaction() {}

  /**
   * The outcome of a delivery.
   *
   * @param what what was sent where, to begin a sentence with; no secrets
   * @throws ConnectorFault when the same may work later
   */
  public static DeliveryOutcome of(String what, OutgoingHttp.Answer answer) throws ConnectorFault {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new DeliveryOutcome.Delivered(
          "%s was taken (status %d).".formatted(what, status), fields(answer));
    }
    String words = "%s was answered with status %d%s".formatted(what, status, said(answer));
    if (status >= 300 && status < 400) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          words + "; redirects are not followed, so name the address where it is now");
    }
    FaultKind kind =
        switch (status) {
          case 401, 403, 407 -> FaultKind.CREDENTIALS;
          case 404, 405, 410 -> FaultKind.CONFIGURATION;
          case 429 -> FaultKind.RATE_LIMITED;
          case 408, 425 -> FaultKind.UNAVAILABLE;
          default -> status >= 500 ? FaultKind.UNAVAILABLE : null;
        };
    if (kind == null) {
      return new DeliveryOutcome.Refused(words);
    }
    throw new ConnectorFault(kind, words, null, answer.retryAfter());
  }

  private static String said(OutgoingHttp.Answer answer) {
    String text = answer.text().strip().replaceAll("\\s+", " ");
    if (text.isEmpty() || text.startsWith("<")) {
      return "";
    }
    return ": " + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...");
  }

  /** Status, and the body: its JSON where it is some. */
  private static Map<String, @Nullable Object> fields(OutgoingHttp.Answer answer) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("status", (long) answer.status());
    if (answer.mediaType().toLowerCase(java.util.Locale.ROOT).contains("json")) {
      try {
        fields.put("json", plain(JSON.readTree(answer.text())));
        return fields;
      } catch (JacksonException notJson) {
        fields.put("problem", "the answer says that it is JSON and is not");
      }
    }
    if (!answer.text().isEmpty()) {
      fields.put("text", answer.text());
    }
    return fields;
  }

  private static @Nullable Object plain(tools.jackson.databind.JsonNode node) {
    return JSON.convertValue(node, Object.class);
  }
}
