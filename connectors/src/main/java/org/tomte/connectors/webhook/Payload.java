package org.tomte.connectors.webhook;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of a request.
 *
 * @param body what was sent, or the data of a CloudEvent
 * @param envelope the object around the list of which it is an element; null when there is none
 * @param cloudEvent the attributes of a CloudEvent; null when it is none
 */
record Payload(
    @Nullable Object body,
    @Nullable Map<String, @Nullable Object> envelope,
    @Nullable Map<String, @Nullable Object> cloudEvent) {

  static Payload of(@Nullable Object body) {
    return new Payload(body, null, null);
  }

  /** A field of the body by names with dots between; null when it is not there. */
  static @Nullable Object field(@Nullable Object body, String path) {
    Object at = body;
    for (String name : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return at;
  }
}
