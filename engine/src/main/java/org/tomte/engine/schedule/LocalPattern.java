package org.tomte.engine.schedule;

import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Times by the clock on the wall, without a zone. */
sealed interface LocalPattern permits Cron, AtTimes {

  /** The first time after the given one, or null if there never is one. */
  @Nullable LocalDateTime next(LocalDateTime after);

  /** Whether a time in an hour that the zone skips runs at the first instant after it. */
  boolean movesOutOfGap();

  /** Whether a time in an hour that the zone repeats runs in the first of the two only. */
  boolean runsOnceInOverlap();

  /** The first time of a day. */
  LocalTime firstTime();

  /** How many times a matching day has. */
  int timesADay();
}
