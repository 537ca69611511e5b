package org.tomte.engine.timeframe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.sla.BusinessTime;

/**
 * The time in which a frame is open. It is counted in seconds that really pass: an hour that is
 * repeated on the clock on the wall counts twice if the frame is open then, one that is skipped
 * does not count.
 *
 * @param frame the frame
 */
public record CountedTime(TimeFrame frame) implements BusinessTime {
  private static final Duration LONGEST = Duration.ofDays(3_653);

  @Override
  public @Nullable Instant plus(Instant from, Duration counted) {
    FrameClock clock = new FrameClock(frame);
    Instant limit = from.plus(LONGEST);
    Duration left = counted;
    Instant at = from;
    boolean open = clock.isOpen(from);
    while (at.isBefore(limit)) {
      if (!left.isPositive()) {
        return at;
      }
      Instant change = clock.nextChange(at);
      if (open) {
        Instant end = at.plus(left);
        if (change == null || !end.isAfter(change)) {
          return end;
        }
        left = left.minus(Duration.between(at, change));
      }
      if (change == null) {
        return null;
      }
      at = change;
      open = !open;
    }
    return null;
  }

  @Override
  public Duration between(Instant from, Instant until) {
    Duration counted = Duration.ZERO;
    for (OpenInterval open : frame.intervals(from, until)) {
      counted = counted.plus(Duration.between(open.from(), open.to()));
    }
    return counted;
  }
}
