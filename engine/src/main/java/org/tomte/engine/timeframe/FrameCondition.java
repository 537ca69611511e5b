package org.tomte.engine.timeframe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A {@code during} with its frames: true while one of them is open, or with {@code negated} while
 * none is. Without frames and negated it is always true.
 *
 * @param frames the frames
 * @param negated whether none of them may be open
 */
public record FrameCondition(List<TimeFrame> frames, boolean negated) {

  /** True at every instant. */
  public static final FrameCondition ALWAYS = new FrameCondition(List.of(), true);

  /** Copies the list. */
  public FrameCondition {
    frames = List.copyOf(frames);
  }

  /** Whether it is true at the instant. */
  public boolean isOpen(Instant instant) {
    for (TimeFrame frame : frames) {
      if (frame.isOpen(instant)) {
        return !negated;
      }
    }
    return negated;
  }

  /**
   * The next instant at which one of the frames opens or closes, so that the answer may change;
   * before it, it does not. Empty if no frame changes any more.
   */
  public Optional<Instant> stableUntil(Instant instant) {
    return frames.stream()
        .map(frame -> frame.nextChange(instant))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
