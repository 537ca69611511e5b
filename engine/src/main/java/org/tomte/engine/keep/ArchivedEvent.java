package org.tomte.engine.keep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored.
 *
 * @param json everything but the raw form, see {@link EventJson}
 * @param raw the raw form; null when the fields are all there is
 * @param blobs the digests of all blobs it needs
 */
public record ArchivedEvent(String json, @Nullable StoredBody raw, List<String> blobs) {

  /** Copies the list. */
  public ArchivedEvent {
    blobs = List.copyOf(blobs);
  }

  /** About how many bytes it takes. */
  public long stored() {
    return json.length() + (raw == null ? 0 : raw.stored());
  }
}
