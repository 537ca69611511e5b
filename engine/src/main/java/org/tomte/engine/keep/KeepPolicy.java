package org.tomte.engine.keep;

import java.time.Duration;

/**
 * How long events are kept with their decisions ({@code keep:} of a daemon).
 *
 * @param matched for events that a rule matched or that made something; zero keeps none
 * @param unmatched for the others; zero keeps none
 * @param budget bytes that all kept events of the daemon may take; the oldest go first
 * @param keys how long an event is recognised when it is seen again; positive
 */
public record KeepPolicy(Duration matched, Duration unmatched, long budget, Duration keys) {

  /** What holds where a definition says nothing. */
  public static final KeepPolicy STANDARD =
      new KeepPolicy(Duration.ofDays(90), Duration.ofDays(7), 2_000_000_000L, Duration.ofDays(400));

  /** Rejects negative spans, and keys that would be forgotten at once. */
  public KeepPolicy {
    if (matched.isNegative() || unmatched.isNegative() || budget < 0) {
      throw new IllegalArgumentException(
          "keep: spans and budget must not be negative, but are matched %s, unmatched %s, budget %d"
              .formatted(matched, unmatched, budget));
    }
    if (!keys.isPositive()) {
      throw new IllegalArgumentException("keep: keys must be longer than zero, not " + keys);
    }
  }
}
