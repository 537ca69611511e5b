package org.tomte.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object returned by a source.
 *
 * @param key see {@link Item#key()}
 * @param position see {@link Item#position()}
 * @param time when it happened by the source's word; null when the source does not say
 * @param version changes when the object at the source changes (a content hash, a change time);
 *     null for events that never change
 * @param fields plain JSON values: null, {@link Boolean}, {@link Long}, {@link Double}, {@link
 *     java.math.BigInteger}, {@link java.math.BigDecimal}, {@link String}, {@link List}, {@link
 *     Map} with text keys; NUL and lone surrogates are replaced by the engine
 * @param attachments files that came with it; empty when there are none
 * @param raw the event as it came; null when {@code fields} are all there is
 * @param link a deep link into the source's own browser pages; null when there is none
 */
public record Event(
    String key,
    Position position,
    @Nullable Instant time,
    @Nullable String version,
    Map<String, @Nullable Object> fields,
    List<Attachment> attachments,
    @Nullable Raw raw,
    @Nullable String link)
    implements Item {

  /** An event of plain fields that never changes. */
  public static Event of(
      String key, Position position, @Nullable Instant time, Map<String, @Nullable Object> fields) {
    return new Event(key, position, time, null, fields, List.of(), null, null);
  }

  /** The same event under another key. */
  public Event withKey(String newKey) {
    return new Event(newKey, position, time, version, fields, attachments, raw, link);
  }

  /** The same event with the raw form it came in. */
  public Event withRaw(Raw newRaw) {
    return new Event(key, position, time, version, fields, attachments, newRaw, link);
  }
}
