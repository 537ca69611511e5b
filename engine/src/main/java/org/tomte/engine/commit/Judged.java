package org.tomte.engine.commit;

import java.time.Instant;
import java.util.List;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Unreadable;
import org.tomte.engine.decision.Decision;

/**
 * An event with what the rules made of it.
 *
 * @param stream the stream's name
 * @param item an {@link Event} or {@link Unreadable}, cleaned by {@link CleanText}; never {@link
 *     Listed}
 * @param decision for an {@link Unreadable} one whose failure has the stage {@code read}
 * @param acknowledgements what the source is told afterwards
 * @param key when its key is stored
 * @param depth how many daemons led to this event one after the other: 0 for what comes from
 *     outside, the depth of the change for events of our own data
 */
public record Judged(
    String stream,
    Item item,
    Decision decision,
    Acknowledgements acknowledgements,
    KeyUse key,
    int depth) {

  /** An event from outside, of a source that is told nothing, whose pointer proves what it read. */
  public static Judged of(String stream, Item item, Decision decision) {
    return new Judged(stream, item, decision, Acknowledgements.NONE, KeyUse.WHEN_MADE, 0);
  }

  /** An item that was there before its stream began; not listed. Its key is all that is stored. */
  public static Judged leftOut(String stream, Item item, Instant launch) {
    Decision.Failure failure =
        item instanceof Unreadable unreadable
            ? new Decision.Failure("read", unreadable.reason())
            : null;
    Decision none = new Decision(launch, 0, List.of(), List.of(), false, failure);
    return new Judged(stream, item, none, Acknowledgements.NONE, KeyUse.ONLY, 0);
  }

  /** Rejects what cannot be committed. */
  public Judged {
    switch (item) {
      case Listed listed ->
          throw new IllegalArgumentException(
              "the listed item %s of stream %s must be loaded before it is committed"
                  .formatted(listed.key(), stream));
      case Unreadable unreadable -> {
        if (decision.failure() == null) {
          throw new IllegalArgumentException(
              "the unreadable item %s of stream %s needs a decision with a failure"
                  .formatted(unreadable.key(), stream));
        }
      }
      case Event _ -> {}
    }
  }
}
