package org.tomte.casework.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Time of which only a part counts, for example business hours. */
public interface BusinessTime {

  /** All time counts. */
  BusinessTime ALWAYS =
      new BusinessTime() {
        @Override
        public @Nullable Instant plus(Instant from, Duration counted) {
          return from.plus(counted);
        }

        @Override
        public Duration between(Instant from, Instant until) {
          return from.isBefore(until) ? Duration.between(from, until) : Duration.ZERO;
        }
      };

  /**
   * The first instant, not before {@code from}, by which so much counted time has passed.
   *
   * @param counted not negative
   * @return null when it does not come within ten years
   */
  @Nullable Instant plus(Instant from, Duration counted);

  /** How much counted time lies between two instants; zero when the second is not later. */
  Duration between(Instant from, Instant until);
}
