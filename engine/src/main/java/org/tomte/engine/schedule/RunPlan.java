package org.tomte.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do about planned instants that are due.
 *
 * @param run the planned instants to run now, in order
 * @param skipped how many were due and will not run
 * @param waiting how many are due and stay for the next plan, because the pile is full
 * @param settledUntil the settled-until instant once {@code run} has run; store it with the runs
 * @param next the first planned instant that is not due yet, empty if there is none
 */
public record RunPlan(
    List<Instant> run, long skipped, long waiting, Instant settledUntil, Optional<Instant> next) {

  /** Copies the list. */
  public RunPlan {
    run = List.copyOf(run);
  }

  /** How far the clock is behind what was settled; more than a little means that it went back. */
  public Duration clockBehind(Instant now) {
    return now.isBefore(settledUntil) ? Duration.between(now, settledUntil) : Duration.ZERO;
  }
}
