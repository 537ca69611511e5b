package org.tomte.connectors.webhook;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.Arrival;

/**
 * One event as a webhook brought it.
 *
 * @param request what all events of the request share; never changed
 * @param payload what is its own
 * @param key what makes a repeat known; null when the sender does not say
 * @param index its place among the events of the request
 * @param received when the request came
 * @param size about how many bytes it holds
 */
record WebhookArrival(
    Map<String, @Nullable Object> request,
    Payload payload,
    @Nullable String key,
    int index,
    Instant received,
    int size)
    implements Arrival {

  @Override
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(request);
    fields.put("index", (long) index);
    fields.put("body", payload.body());
    if (payload.envelope() != null) {
      fields.put("envelope", payload.envelope());
    }
    if (payload.cloudEvent() != null) {
      fields.put("cloudevent", payload.cloudEvent());
    }
    return fields;
  }

  /** Only CloudEvents say in a place known to all when they happened. */
  @Override
  public @Nullable Instant time() {
    Map<String, @Nullable Object> attributes = payload.cloudEvent();
    if (attributes == null || !(attributes.get("time") instanceof String text)) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException noTime) {
      return null;
    }
  }
}
