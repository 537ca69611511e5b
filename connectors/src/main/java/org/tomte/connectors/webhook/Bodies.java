package org.tomte.connectors.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.http.HttpCall;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.JsonReader;

/** Makes the events of a request out of its body. */
final class Bodies {
  private final WebhookSettings settings;

  Bodies(WebhookSettings settings) {
    this.settings = settings;
  }

  List<Payload> read(HttpCall call, byte[] body) throws Refusal {
    ContentType type = ContentType.of(call);
    List<Payload> payloads =
        switch (format(call, type)) {
          case JSON, AUTO -> json(body);
          case NDJSON -> lines(body);
          case FORM -> List.of(Payload.of(form(body)));
          case CLOUDEVENTS -> CloudEvents.read(call, type, body);
        };
    if (payloads.size() > settings.mostEvents()) {
      throw new Refusal(
          413,
          "the request holds %,d events; at most %,d are taken at once"
              .formatted(payloads.size(), settings.mostEvents()));
    }
    return payloads;
  }

  private BodyFormat format(HttpCall call, ContentType type) throws Refusal {
    if (settings.format() != BodyFormat.AUTO) {
      return settings.format();
    }
    if (CloudEvents.isOne(call, type)) {
      return BodyFormat.CLOUDEVENTS;
    }
    if (type.isForm()) {
      return BodyFormat.FORM;
    }
    if (type.isJsonLines()) {
      return BodyFormat.NDJSON;
    }
    if (type.isJson()) {
      return BodyFormat.JSON;
    }
    throw new Refusal(
        415,
        "the content type %s is not known; valid are application/json, application/x-ndjson,"
                .formatted(type.name())
            + " application/x-www-form-urlencoded and application/cloudevents+json");
  }

  /** Reads one JSON value. */
  static @Nullable Object value(byte[] json) throws Refusal {
    try {
      return JsonReader.read(json);
    } catch (BadRecord bad) {
      throw new Refusal(400, String.valueOf(bad.getMessage()));
    }
  }

  private List<Payload> json(byte[] body) throws Refusal {
    Object whole = value(body);
    List<?> documents = whole instanceof List<?> list ? list : Arrays.asList(whole);
    List<Payload> payloads = new ArrayList<>();
    for (Object document : documents) {
      split(document, payloads);
    }
    return payloads;
  }

  private void split(@Nullable Object document, List<Payload> payloads) throws Refusal {
    String each = settings.each();
    if (each == null) {
      payloads.add(Payload.of(document));
      return;
    }
    if (!(Payload.field(document, each) instanceof List<?> elements)) {
      throw new Refusal(400, "the body has no list in the field " + each);
    }
    Map<String, @Nullable Object> envelope = without(document, each.split("\\.", -1), 0);
    elements.forEach(element -> payloads.add(new Payload(element, envelope, null)));
  }

  /** A copy of an object without the field at a path. */
  private static Map<String, @Nullable Object> without(
      @Nullable Object object, String[] path, int at) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        boolean onPath = path[at].equals(name);
        if (!onPath) {
          copy.put(String.valueOf(name), value);
        } else if (at + 1 < path.length) {
          copy.put(String.valueOf(name), without(value, path, at + 1));
        }
      });
    }
    return copy;
  }

  private List<Payload> lines(byte[] body) throws Refusal {
    List<Payload> payloads = new ArrayList<>();
    int start = 0;
    int number = 1;
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(body, start, end);
      if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
        payloads.add(line(line, number));
      }
      start = end + 1;
      number++;
    }
    return payloads;
  }

  private static Payload line(byte[] line, int number) throws Refusal {
    try {
      return Payload.of(JsonReader.read(line));
    } catch (BadRecord bad) {
      // Each line is a document of its own, so the place inside it always says line 1.
      String words = String.valueOf(bad.getMessage()).replace("line 1, ", "");
      throw new Refusal(400, "line " + number + ": " + words);
    }
  }

  /** Names that come several times become lists; a payload that is JSON is read. */
  private static Map<String, @Nullable Object> form(byte[] body) throws Refusal {
    Map<String, @Nullable Object> fields =
        pairs(new String(body, StandardCharsets.ISO_8859_1), "the form");
    if (fields.get("payload") instanceof String text && text.startsWith("{")) {
      fields.put("payload", value(text.getBytes(StandardCharsets.UTF_8)));
    }
    return fields;
  }

  /** Reads {@code a=1&b=2}, with percent signs (WHATWG URL section 5). */
  static Map<String, @Nullable Object> pairs(String text, String where) throws Refusal {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), where);
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), where);
      Object before = fields.get(name);
      if (before instanceof List<?> several) {
        List<@Nullable Object> more = new ArrayList<>(several);
        more.add(value);
        fields.put(name, more);
      } else {
        fields.put(name, before == null ? value : List.of(before, value));
      }
    }
    return fields;
  }

  private static String decoded(String text, String where) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(400, "a percent sign in " + where + " is not followed by two digits");
    }
  }
}
