package org.tomte.engine.pointer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pointer of a stream of growing ids.
 *
 * @param start a bound that a person gave: only ids after it are read; null means none
 * @param highest the largest id the source returned; null when it has returned none
 * @param gaps ids below {@code highest} that may still become visible
 * @param latest the largest time of an event so far, for noticing that a source restarted its ids;
 *     null when events say no time
 * @param unsorted whether the source was seen returning ids out of order: the pointer then waits
 *     for the end of a run
 * @param opening see {@link PointerState#opening()}
 */
public record OrderedIdsPointer(
    @Nullable Long start,
    @Nullable Long highest,
    GapLedger gaps,
    @Nullable Instant latest,
    boolean unsorted,
    @Nullable Opening opening)
    implements PointerState {

  static final String KIND = "ordered-ids";

  @Override
  public String kind() {
    return KIND;
  }

  static OrderedIdsPointer from(@Nullable Long start, @Nullable Opening opening) {
    return new OrderedIdsPointer(start, null, GapLedger.EMPTY, null, false, opening);
  }

  /** After which id to read when gaps are left alone; null means from the very beginning. */
  public @Nullable Long edge() {
    return highest == null ? start : highest;
  }
}
