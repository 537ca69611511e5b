package org.tomte.engine.pointer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;

/**
 * One item of a page and what it is to the pointer.
 *
 * @param item as the poller returned it
 * @param verdict what it is
 * @param key the hash of its key, for the sink
 * @param keyNeeded whether the sink must keep the key even if the event makes nothing, because the
 *     pointer cannot prove that it was handled; also for {@link Verdict#OPENING}, whose event must
 *     not look new in the next run
 * @param notBefore a {@link org.tomte.api.Listed} item says no time: once it is loaded, an event
 *     older than this is left out ({@link #leftOut}); null when there is no such bound
 */
public record Judged(
    Item item, Verdict verdict, KeyHash key, boolean keyNeeded, @Nullable Instant notBefore) {

  /** Whether the loaded event is older than where the stream begins and has no effects. */
  public boolean leftOut(Event loaded) {
    Instant time = loaded.time();
    return notBefore != null && time != null && time.isBefore(notBefore);
  }

  Judged withKeyNeeded() {
    return keyNeeded ? this : new Judged(item, verdict, key, true, notBefore);
  }
}
