package org.tomte.engine.commit;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.keep.Archive;
import org.tomte.engine.keep.ArchivedEvent;
import org.tomte.engine.pointer.KeyHash;

/** An event of a batch with what does not depend on the attempt. */
final class PreparedEvent {
  private static final int LONGEST_REASON = 4_000;

  private final Judged judged;
  private final String key;
  private final KeyName name;
  private final List<PlannedEffect> effects;
  private final boolean onlyTriage;
  private Decision.@Nullable Failure failure;
  private @Nullable ArchivedEvent archived;

  PreparedEvent(Judged judged, int stream) {
    this.judged = judged;
    this.key = CleanText.text(judged.item().key());
    this.name = new KeyName(stream, KeyHash.of(key));
    List<PlannedEffect> asked =
        judged.decision().effects().stream()
            .filter(planned -> !(planned.effect() instanceof Effect.Discard))
            .toList();
    this.onlyTriage =
        asked.stream()
            .allMatch(planned ->
                planned.condition() == null && planned.effect() instanceof Effect.AddToTriage);
    this.effects = onlyTriage ? asked : TaskEffects.inTurn(asked);
    this.failure = judged.key() == KeyUse.ONLY ? null : judged.decision().failure();
  }

  Judged judged() {
    return judged;
  }

  Item item() {
    return judged.item();
  }

  /** The event's key as it is stored. */
  String key() {
    return key;
  }

  KeyName name() {
    return name;
  }

  Decision decision() {
    return judged.decision();
  }

  /** What is to be done, without discards, in the order in which it is done. */
  List<PlannedEffect> effects() {
    return effects;
  }

  Decision.@Nullable Failure failure() {
    return failure;
  }

  /** Sends the event to quarantine in the next attempt. */
  void fail(Decision.Failure reason) {
    failure = reason;
  }

  /** Why it fails, of a length that can be read. */
  static String shortened(String reason) {
    String clean = CleanText.text(reason);
    return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + " ...";
  }

  @Nullable String version() {
    return judged.item() instanceof Event event ? Versions.stored(event.version()) : null;
  }

  /** Whether something is made of it, so that its key is stored. */
  boolean keyed(Batch.Mode mode) {
    return failure != null
        || judged.key() != KeyUse.WHEN_MADE
        || (mode == Batch.Mode.LIVE && !effects.isEmpty());
  }

  /** Whether only a triage event is made, whatever else is in the store. */
  boolean simple() {
    return failure == null && onlyTriage;
  }

  /** The stored form; made at most once. */
  ArchivedEvent archived(Archive archive) {
    ArchivedEvent known = archived;
    if (known != null) {
      return known;
    }
    try {
      ArchivedEvent made = archive.store(judged.item());
      archived = made;
      return made;
    } catch (IOException e) {
      throw new StoreFault(
          StoreFault.Kind.UNAVAILABLE,
          "The body of event %s of stream %s cannot be stored: %s"
              .formatted(key, judged.stream(), e.getMessage()),
          e);
    }
  }
}
