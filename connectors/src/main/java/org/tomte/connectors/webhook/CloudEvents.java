package org.tomte.connectors.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.http.HttpCall;

/** CloudEvents 1.0 by HTTP: structured, batched and binary content. */
final class CloudEvents {
  private static final String STRUCTURED = "application/cloudevents";
  private static final String BATCH = "application/cloudevents-batch";
  private static final String HEADER = "ce-";
  private static final List<String> REQUIRED = List.of("id", "source", "specversion", "type");

  private CloudEvents() {}

  static boolean isOne(HttpCall call, ContentType type) {
    return type.name().startsWith(STRUCTURED) || call.header("ce-specversion").isPresent();
  }

  static List<Payload> read(HttpCall call, ContentType type, byte[] body) throws Refusal {
    if (type.name().startsWith(BATCH)) {
      List<Payload> payloads = new ArrayList<>();
      if (!(Bodies.value(body) instanceof List<?> events)) {
        throw new Refusal(400, "a batch of CloudEvents is a JSON list");
      }
      for (Object event : events) {
        payloads.add(structured(event));
      }
      return payloads;
    }
    if (type.name().startsWith(STRUCTURED)) {
      return List.of(structured(Bodies.value(body)));
    }
    return List.of(binary(call, type, body));
  }

  private static Payload structured(@Nullable Object event) throws Refusal {
    if (!(event instanceof Map<?, ?> map)) {
      throw new Refusal(400, "a CloudEvent is a JSON object");
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    map.forEach((name, value) -> attributes.put(String.valueOf(name), value));
    Object data = attributes.remove("data");
    Object packed = attributes.get("data_base64");
    if (packed != null && data != null) {
      throw new Refusal(400, "a CloudEvent has data or data_base64, not both");
    }
    if (packed instanceof String text) {
      attributes.put("data_base64", true);
      data = unpacked(attributes, text);
    }
    return new Payload(data, null, checked(attributes));
  }

  private static @Nullable Object unpacked(Map<String, @Nullable Object> attributes, String text)
      throws Refusal {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(400, "data_base64 is not base64: " + wrong.getMessage());
    }
    Object type = attributes.get("datacontenttype");
    return data(ContentType.of(type == null ? "" : type.toString()), bytes, attributes);
  }

  private static Payload binary(HttpCall call, ContentType type, byte[] body) throws Refusal {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (String header : call.headerNames()) {
      if (header.startsWith(HEADER)) {
        String value = call.header(header).orElse("");
        attributes.put(header.substring(HEADER.length()), decoded(header, value));
      }
    }
    if (!type.name().isEmpty()) {
      attributes.put("datacontenttype", type.name());
    }
    checked(attributes);
    return new Payload(body.length == 0 ? null : data(type, body, attributes), null, attributes);
  }

  /** JSON is read, text is text, and everything else is told as base64. */
  private static @Nullable Object data(
      ContentType type, byte[] bytes, Map<String, @Nullable Object> attributes) throws Refusal {
    if (type.isJson()) {
      attributes.remove("data_base64");
      return Bodies.value(bytes);
    }
    if (type.isText()) {
      attributes.remove("data_base64");
      return new String(bytes, type.charset());
    }
    attributes.put("data_base64", true);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Header values are percent-encoded (CloudEvents HTTP binding, section 3.1.3.2). */
  private static String decoded(String header, String value) throws Refusal {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(400, "the header " + header + " holds a percent sign without two digits");
    }
  }

  private static Map<String, @Nullable Object> checked(Map<String, @Nullable Object> attributes)
      throws Refusal {
    for (String name : REQUIRED) {
      if (!(attributes.get(name) instanceof String text) || text.isEmpty()) {
        throw new Refusal(400, "the CloudEvent has no " + name);
      }
    }
    String version = String.valueOf(attributes.get("specversion"));
    if (!version.startsWith("1.")) {
      throw new Refusal(400, "CloudEvents " + version + " is not known; 1.0 is");
    }
    return attributes;
  }
}
