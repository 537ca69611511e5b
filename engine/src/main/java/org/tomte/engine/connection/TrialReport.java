package org.tomte.engine.connection;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;

/**
 * What came of trying a connection; without secrets.
 *
 * @param connection its name
 * @param type its connector
 * @param steps what was tried, in order; the last one is the one that failed, if one did
 */
public record TrialReport(String connection, String type, List<Step> steps) {

  /** Copies the list. */
  public TrialReport {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param what the step in a word or two
   * @param took how long it took
   * @param found what was found; the reason when it failed
   * @param fault null when it went well
   */
  public record Step(String what, Duration took, String found, @Nullable Fault fault) {}

  /**
   * Why a step failed.
   *
   * @param kind what kind of fault a run would meet
   * @param remedy what to do
   */
  public record Fault(FaultKind kind, String remedy) {}

  /** Whether every step went well. */
  public boolean good() {
    return steps.stream().allMatch(step -> step.fault() == null);
  }
}
