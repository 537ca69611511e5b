package org.tomte.engine.keep;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;

/** Turns events into what is stored; attachments and large raw forms become blobs at once. */
public final class Archive {
  private final BlobStore blobs;

  /** An archive that puts large bodies into a blob store. */
  public Archive(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** Whether storing the item writes blobs, so that it should be done before the transaction. */
  public static boolean needsBlobs(Item item) {
    Raw raw = raw(item);
    boolean large = raw != null && raw.content().size() > StoredBody.LARGEST_IN_ROW;
    return large || !attachments(item).isEmpty();
  }

  /**
   * Makes the stored form; its blobs are durable when this returns.
   *
   * @throws IOException when a content cannot be read or a blob cannot be written
   */
  public ArchivedEvent store(Item item) throws IOException {
    Raw raw = raw(item);
    boolean large = raw != null && raw.content().size() > StoredBody.LARGEST_IN_ROW;
    List<Content> contents = new ArrayList<>();
    attachments(item).forEach(each -> contents.add(each.content()));
    if (raw != null && large) {
      contents.add(raw.content());
    }
    List<String> digests = contents.isEmpty() ? List.of() : blobs.put(contents);
    return new ArchivedEvent(EventJson.write(item), body(raw, large, digests), digests);
  }

  /**
   * Stores a content by itself.
   *
   * @return its SHA-256 in lower-case hex
   * @throws IOException when it cannot be read or written
   */
  public String blob(Content content) throws IOException {
    return blobs.put(List.of(content)).getFirst();
  }

  /**
   * Makes the stored form of a text or packed events.
   *
   * @throws IOException when a blob cannot be written
   */
  public StoredBody body(String mediaType, byte[] content) throws IOException {
    StoredBody inRow = StoredBody.inRow(mediaType, content);
    if (inRow.stored() <= StoredBody.LARGEST_IN_ROW) {
      return inRow;
    }
    String digest = blobs.put(List.of(Content.of(content))).getFirst();
    return StoredBody.inBlob(mediaType, content.length, digest);
  }

  private static @Nullable StoredBody body(@Nullable Raw raw, boolean large, List<String> digests)
      throws IOException {
    if (raw == null) {
      return null;
    }
    if (large) {
      return StoredBody.inBlob(raw.mediaType(), raw.content().size(), digests.getLast());
    }
    try (InputStream stream = raw.content().open()) {
      return StoredBody.inRow(raw.mediaType(), stream.readAllBytes());
    }
  }

  private static @Nullable Raw raw(Item item) {
    return switch (item) {
      case Event event -> event.raw();
      case Unreadable unreadable -> unreadable.raw();
      case Listed _ -> null;
    };
  }

  private static List<Attachment> attachments(Item item) {
    return item instanceof Event event ? event.attachments() : List.of();
  }
}
