package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run remembers from page to page and nobody stores. */
sealed interface Track {

  /**
   * Of a stream of ids.
   *
   * @param begun when the reading began
   * @param base the pointer at the beginning of the run
   * @param from after which id this reading began; null from the very beginning
   * @param held whether the pointer waits for the end of the run
   * @param backwards whether this run saw ids out of order
   * @param highest the largest id of the run that was handled or known; null before the first
   * @param recent what the page before held
   */
  record Ids(
      Instant begun,
      OrderedIdsPointer base,
      @Nullable Long from,
      boolean held,
      boolean backwards,
      @Nullable Long highest,
      Set<KeyHash> recent)
      implements Track {}

  /**
   * Of a stream of ids whose source is only looked at ({@link PointerAlgebra#check}).
   *
   * @param base the pointer
   */
  record Check(OrderedIdsPointer base) implements Track {}

  /**
   * Of a stream of times.
   *
   * @param base the pointer at the beginning of the run
   * @param lower nothing before it is taken; null for no bound
   * @param heldFrom what is at or after it is left for later; null for no bound
   * @param order what was seen of the order of events
   * @param unlisted how many handled events did not fit into memory in this reading
   * @param recent what the page before held
   */
  record Watermark(
      WatermarkPointer base,
      @Nullable Instant lower,
      @Nullable Instant heldFrom,
      Order order,
      long unlisted,
      Set<KeyHash> recent)
      implements Track {}

  /**
   * What was seen of the order of a time stream.
   *
   * @param held whether the pointer waits for the end of the run
   * @param backwards whether this run saw times out of order
   * @param highest the largest time that may move the pointer; null before the first
   * @param step the last step that was read; null before the first
   */
  record Order(
      boolean held, boolean backwards, @Nullable Instant highest, @Nullable Instant step) {}

  /**
   * Of a token stream.
   *
   * @param tokens whether a page of this run had a token
   * @param items whether a page of this run had items to handle
   */
  record Token(boolean tokens, boolean items) implements Track {}

  /**
   * Of a snapshot.
   *
   * @param before how many members there were when the listing began
   * @param changed whether this listing changed the members
   * @param listed what the pages so far listed
   */
  record Snapshot(long before, boolean changed, ListedKeys listed) implements Track {}

  /**
   * Of a complete snapshot of which not all vanished members are taken yet.
   *
   * @param left how many are left
   * @param listed what was listed
   */
  record Gone(long left, ListedKeys.Complete listed) implements Track {}
}
