package org.tomte.connectors.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Rendered;
import org.tomte.api.Setting;

/**
 * What a request says.
 *
 * @param path goes after the connection's address; null for the address itself
 * @param json the body as an object whose texts are templates; null when there is another
 * @param body the body as text; null when there is another
 */
public record CallWebhook(
    @Setting(
            value = "Goes after the address of the connection; values need url_encode.",
            example = "\"/{{ incident.number }}/comments\"")
        @Rendered(Rendered.Escape.LINE)
        @Nullable String path,
    @Setting(value = "The method.", fallback = "post") Method method,
    @Setting(value = "More headers.", fallback = "{}") @Rendered(Rendered.Escape.LINE)
        Map<String, String> headers,
    @Setting(
            value = "The body as JSON; its texts are templates.",
            example = "{text: \"{{ incident.title }}\"}")
        @Rendered
        @Nullable Map<String, Object> json,
    @Setting("The body as text; values are escaped for the inside of JSON strings.")
        @Rendered(Rendered.Escape.JSON)
        @Nullable String body,
    @Setting(value = "The media type of body.", fallback = "application/json") String contentType) {

  /** A method that changes something. */
  public enum Method {
    /** POST. */
    POST,
    /** PUT. */
    PUT,
    /** PATCH. */
    PATCH
  }

  /** Checks that there is one body at most. */
  public CallWebhook {
    headers = Map.copyOf(headers);
    if ((json == null) == (body == null)) {
      throw new IllegalArgumentException("call-webhook needs exactly one of json and body");
    }
  }
}
