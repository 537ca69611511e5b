package org.tomte.engine.keep;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;

/**
 * An event as it was kept.
 *
 * @param key the event's key
 * @param position where it stood
 * @param time when it happened by the source's word; null when the source did not say
 * @param version the source's version; null for events that never change
 * @param link a deep link into the source; null when there is none
 * @param fields null when the event could not be read
 * @param attachments files that came with it
 * @param unreadable why it could not be read; null when it could
 * @param raw the event as it came; null when the fields were all there was
 */
public record KeptItem(
    String key,
    Position position,
    @Nullable Instant time,
    @Nullable String version,
    @Nullable String link,
    @Nullable Map<String, @Nullable Object> fields,
    List<Attachment> attachments,
    @Nullable String unreadable,
    @Nullable StoredBody raw) {

  /** The same with other fields, and readable for that reason. */
  public KeptItem withFields(Map<String, @Nullable Object> other) {
    return new KeptItem(key, position, time, version, link, other, attachments, null, raw);
  }

  /** The same with another raw form. */
  public KeptItem withRaw(StoredBody other) {
    return new KeptItem(key, position, time, version, link, fields, attachments, unreadable, other);
  }

  /** The item as the source's connector made it. */
  public Item item(BlobStore blobs) {
    StoredBody body = raw;
    Raw original = body == null ? null : new Raw(body.mediaType(), new BodyContent(body, blobs));
    if (fields != null) {
      return new Event(key, position, time, version, fields, attachments, original, link);
    }
    String reason = unreadable == null ? "no fields were kept" : unreadable;
    Raw nothing = new Raw("application/octet-stream", Content.of(new byte[0]));
    return new Unreadable(key, position, original == null ? nothing : original, reason);
  }

  private record BodyContent(StoredBody body, BlobStore blobs) implements Content {
    @Override
    public long size() {
      return body.size();
    }

    @Override
    public InputStream open() throws IOException {
      return body.open(blobs);
    }
  }
}
