package org.tomte.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;
import org.tomte.engine.observe.Counters;

/**
 * How a run ended.
 *
 * @param outcome how
 * @param counters what it committed, also when it failed afterwards
 * @param loose what it counted besides, on pages of which nothing had to be committed
 * @param words for a person: what was done, or why it failed
 * @param fault the kind of fault for {@link Outcome#FAILED}, null otherwise
 * @param retryAfter what the source asked for; null when it did not
 * @param more whether it stopped at its limit and more waits
 */
public record RunResult(
    Outcome outcome,
    Counters counters,
    Counters loose,
    String words,
    @Nullable FaultKind fault,
    @Nullable Duration retryAfter,
    boolean more) {

  /** How a run ended. */
  public enum Outcome {
    /** All that was read is committed. */
    DONE,
    /** A fault stopped it; what it committed before stands. */
    FAILED,
    /** It was told to stop: disabled, edited, deadline, shutdown. */
    STOPPED,
    /** Another run holds the daemon now. */
    SUPERSEDED
  }

  /** A run without a fault. */
  public static RunResult done(Counters counters, String words, boolean more) {
    return new RunResult(Outcome.DONE, counters, Counters.ZERO, words, null, null, more);
  }

  /** A run that a fault stopped. */
  public static RunResult failed(
      Counters counters, FaultKind kind, String words, @Nullable Duration retryAfter) {
    return new RunResult(Outcome.FAILED, counters, Counters.ZERO, words, kind, retryAfter, false);
  }

  /** A run that was told to stop. */
  public static RunResult stopped(Counters counters, String words) {
    return new RunResult(Outcome.STOPPED, counters, Counters.ZERO, words, null, null, false);
  }

  /** A run whose daemon is held by another run. */
  public static RunResult superseded(Counters counters, String words) {
    return new RunResult(Outcome.SUPERSEDED, counters, Counters.ZERO, words, null, null, false);
  }

  /** The same result with what was counted besides. */
  RunResult withLoose(Counters besides) {
    return new RunResult(outcome, counters, besides, words, fault, retryAfter, more);
  }

  /** Everything it counted. */
  public Counters all() {
    return counters.plus(loose);
  }
}
