package org.tomte.casework.source;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings with which a source chooses objects. */
public interface Chosen {

  /** The condition that objects must meet, as it is written; null for any. */
  @Nullable String where();

  /** Durations at which an object is an event; empty when it is one as soon as it is chosen. */
  List<Duration> steps();

  /** The name of the field whose value reaches the steps. */
  String stepsOf();

  /** Whether an object is an event again when somebody else changes it while it is chosen. */
  boolean changed();

  /** Whether the daemon's own changes count. */
  boolean own();

  /** Whether restricted objects are chosen too. */
  boolean restricted();

  /** Rejects steps that are not reached one after the other. */
  static void check(List<Duration> steps) {
    Duration before = Duration.ZERO;
    for (Duration step : steps) {
      if (step.compareTo(before) <= 0) {
        throw new IllegalArgumentException(
            "steps are positive and grow, as in [30m, 2h, 1d]; %s does not follow %s"
                .formatted(step, before));
      }
      before = step;
    }
  }
}
