package org.tomte.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Raw;
import org.tomte.api.listen.Arrival;

/**
 * A line of text as it arrives.
 *
 * @param text rules look at it
 * @param key the sender's key; null for none
 * @param received when it was received
 */
public record Line(String text, @Nullable String key, Instant received) implements Arrival {

  /** A line without a key. */
  static Line of(String text, Instant received) {
    return new Line(text, null, received);
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("text", text);
    return fields;
  }

  @Override
  public Raw raw() {
    return new Raw("text/plain", Content.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
