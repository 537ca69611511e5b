package org.tomte.engine.keep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Position;
import org.tomte.api.Unreadable;

/**
 * An event without its bytes as JSON: {@code key}, {@code position}, {@code time}, {@code version},
 * {@code link}, {@code fields}, {@code attachments}; what could not be read has {@code unreadable}
 * with the reason in place of fields. Absent means null or empty.
 */
public final class EventJson {
  private EventJson() {}

  /** Writes an item. */
  public static String write(Item item) {
    StringBuilder text = new StringBuilder(512);
    JsonText json = new JsonText(text);
    write(json, item);
    return text.toString();
  }

  static void write(JsonText json, Item item) {
    json.writeStartObject();
    json.writeStringProperty("key", item.key());
    position(json, item.position());
    switch (item) {
      case Event event -> event(json, event);
      case Unreadable unreadable -> json.writeStringProperty("unreadable", unreadable.reason());
      case Listed listed -> json.writeStringProperty("version", listed.version());
    }
    json.writeEndObject();
  }

  private static void position(JsonText json, Position position) {
    switch (position) {
      case Position.Id id -> json.writeNumberProperty("position", id.id());
      case Position.At at -> {
        json.writeName("position");
        json.writeStartArray();
        json.writeString(at.time().toString());
        json.writeString(at.tie());
        json.writeEndArray();
      }
      case Position.None _ -> {}
    }
  }

  private static void event(JsonText json, Event event) {
    Instant time = event.time();
    if (time != null) {
      json.writeStringProperty("time", time.toString());
    }
    text(json, "version", event.version());
    text(json, "link", event.link());
    json.writeName("fields");
    PlainJson.write(json, event.fields());
    if (event.attachments().isEmpty()) {
      return;
    }
    json.writeName("attachments");
    json.writeStartArray();
    for (Attachment attachment : event.attachments()) {
      json.writeStartObject();
      json.writeStringProperty("name", attachment.name());
      json.writeStringProperty("mediaType", attachment.mediaType());
      json.writeStringProperty("sha256", attachment.sha256());
      json.writeNumberProperty("size", attachment.content().size());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(JsonText json, String name, @Nullable String value) {
    if (value != null) {
      json.writeStringProperty(name, value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param raw the raw form that was stored beside it; null when there was none
   * @param blobs where the attachments are
   */
  public static KeptItem read(String json, @Nullable StoredBody raw, BlobStore blobs) {
    Map<String, @Nullable Object> object = PlainJson.readObject(json);
    String time = (String) object.get("time");
    return new KeptItem(
        Objects.requireNonNull((String) object.get("key"), "a kept event has a key"),
        position(object.get("position")),
        time == null ? null : Instant.parse(time),
        (String) object.get("version"),
        (String) object.get("link"),
        fields(object.get("fields")),
        attachments(object.get("attachments"), blobs),
        (String) object.get("unreadable"),
        raw);
  }

  private static Position position(@Nullable Object position) {
    return switch (position) {
      case Long id -> new Position.Id(id);
      case List<?> at when at.size() == 2 ->
          new Position.At(Instant.parse(String.valueOf(at.get(0))), String.valueOf(at.get(1)));
      case null -> Position.NONE;
      case Object other ->
          throw new IllegalArgumentException("a kept event has an unknown position: " + other);
    };
  }

  @SuppressWarnings("unchecked") // objects have text keys
  private static @Nullable Map<String, @Nullable Object> fields(@Nullable Object fields) {
    return fields instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  private static List<Attachment> attachments(@Nullable Object attachments, BlobStore blobs) {
    List<Attachment> read = new ArrayList<>();
    if (attachments instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> map) {
          String digest = String.valueOf(map.get("sha256"));
          long size = map.get("size") instanceof Long number ? number : 0;
          read.add(
              new Attachment(
                  String.valueOf(map.get("name")),
                  String.valueOf(map.get("mediaType")),
                  digest,
                  new BlobContent(blobs, digest, size)));
        }
      }
    }
    return read;
  }
}
