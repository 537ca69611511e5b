package org.tomte.engine.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The planned instants of one schedule entry, whatever frame it has. */
sealed interface Recurrence permits ElapsedRecurrence, WallClockRecurrence {

  /** The first planned instant after the given one, or null if there never is one. */
  @Nullable Instant next(Instant after);

  /** How many are planned after the first instant, up to the second one (in). */
  long count(Instant after, Instant until);
}
