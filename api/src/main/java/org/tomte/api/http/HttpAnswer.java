package org.tomte.api.http;

import java.util.HashMap;
import java.util.Map;

/**
 * An answer (RFC 9110).
 *
 * @param status the status code
 * @param headers further headers
 * @param mediaType what the body is; empty when there is no body
 * @param body sent as UTF-8
 */
public record HttpAnswer(int status, Map<String, String> headers, String mediaType, String body) {

  /** Copies the headers. */
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** An answer without a body. */
  public static HttpAnswer empty(int status) {
    return new HttpAnswer(status, Map.of(), "", "");
  }

  /** A JSON answer. */
  public static HttpAnswer json(int status, String json) {
    return new HttpAnswer(status, Map.of(), "application/json", json);
  }

  /** The same answer with a header more. */
  public HttpAnswer with(String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, more, mediaType, body);
  }
}
