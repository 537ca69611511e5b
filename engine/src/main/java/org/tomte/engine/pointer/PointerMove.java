package org.tomte.engine.pointer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.api.StreamKind;

/** What a person asks of a pointer. What would be read again shows a run without a commit. */
public sealed interface PointerMove {

  /** Goes on from another place; everything remembered for the old place is dropped. */
  record To(Start target) implements PointerMove {}

  /** Says that the next complete listing is right, however small it is. */
  record ConfirmListing() implements PointerMove {}

  /**
   * Reads a move: {@code now}, {@code beginning}, {@code -24h}, an id, a date or time, a token, or
   * for snapshots {@code confirm}.
   *
   * @throws PointerFault when the text means nothing for this kind of stream
   */
  static PointerMove parse(StreamKind kind, String text) {
    if (kind instanceof StreamKind.Snapshot && text.strip().equalsIgnoreCase("confirm")) {
      return new ConfirmListing();
    }
    try {
      To move = new To(Start.parse(text));
      // Any instant shows whether the value fits the kind.
      new FirstPosition(kind, PointerSettings.Lateness.DEFAULT, Instant.EPOCH, false)
          .of(move.target());
      return move;
    } catch (IllegalArgumentException e) {
      throw PointerFault.configuration("%s.".formatted(e.getMessage()));
    }
  }

  /**
   * The pointer after this move.
   *
   * @param state the pointer before; null when there is none
   * @param sourceNow the source's own clock when known, else null
   * @throws PointerFault when the value does not fit the kind, or there is nothing to confirm
   */
  default PointerState apply(
      StreamKind kind,
      PointerSettings settings,
      @Nullable PointerState state,
      Instant now,
      @Nullable Instant sourceNow) {
    return switch (this) {
      case To to ->
          moved(
              new FirstPosition(
                      kind,
                      settings.lateness(),
                      sourceNow == null ? now : sourceNow,
                      sourceNow != null)
                  .of(to.target()),
              state);
      case ConfirmListing _ -> {
        if (!(state instanceof SnapshotPointer snapshot)) {
          throw PointerFault.configuration(
              "There is no listing to confirm: the stream has none yet.");
        }
        yield new SnapshotPointer(
            snapshot.generation(), snapshot.members(), true, snapshot.again(), snapshot.opening());
      }
    };
  }

  /** In words, for the history and before a person agrees. */
  default String describe(StreamKind kind, @Nullable PointerState state, String noun) {
    String before = state == null ? "no pointer" : PointerWords.describe(kind, state, noun);
    return switch (this) {
      case ConfirmListing _ ->
          "%s: the next complete listing counts however small".formatted(before);
      case To to -> "from %s to %s".formatted(before, PointerWords.describe(to.target()));
    };
  }

  // The members stay in their table, for what is gone; to be handled again they count as changed.
  private static PointerState moved(PointerState target, @Nullable PointerState before) {
    if (target instanceof SnapshotPointer fresh && before instanceof SnapshotPointer old) {
      boolean again = !Opening.ALL_KNOWN.equals(fresh.opening());
      return new SnapshotPointer(old.generation(), old.members(), false, again, fresh.opening());
    }
    return target;
  }
}
