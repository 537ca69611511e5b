package org.tomte.engine.pointer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pointer of a stream of times.
 *
 * @param start a bound of reading: nothing before it is ever taken; null means none
 * @param time the largest time the source returned that is not in the future; null when it has
 *     returned none
 * @param memory the events from the boundary step and the reread span that were handled already,
 *     and those ahead of {@code time}
 * @param unsorted whether the source was seen returning times out of order: the pointer then waits
 *     for the end of a run
 * @param opening see {@link PointerState#opening()}
 */
public record WatermarkPointer(
    @Nullable Instant start,
    @Nullable Instant time,
    KeyMemory memory,
    boolean unsorted,
    @Nullable Opening opening)
    implements PointerState {

  static final String KIND = "watermark";

  @Override
  public String kind() {
    return KIND;
  }

  static WatermarkPointer from(@Nullable Instant start, @Nullable Opening opening) {
    return new WatermarkPointer(start, null, KeyMemory.EMPTY, false, opening);
  }
}
