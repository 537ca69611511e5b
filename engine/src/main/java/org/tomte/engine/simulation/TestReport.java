package org.tomte.engine.simulation;

import java.time.Instant;
import java.util.List;

/**
 * How a test of a daemon came out.
 *
 * @param daemon the daemon's name
 * @param test the test's name
 * @param now the simulated instant
 * @param differences what came out in another way than expected, one sentence each; empty when the
 *     test is passed
 */
public record TestReport(String daemon, String test, Instant now, List<String> differences) {

  /** Copies the list. */
  public TestReport {
    differences = List.copyOf(differences);
  }

  /** True when everything came out as expected. */
  public boolean passed() {
    return differences.isEmpty();
  }
}
