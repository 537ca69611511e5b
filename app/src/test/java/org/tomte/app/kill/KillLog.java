package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws when to kill, and remembers each kill for the words of a failure. */
final class KillLog {
  private final long seed;
  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final Set<Long> places = new TreeSet<>();
  private long waited;
  private int inTheMiddle;

  KillLog(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** A check of what must hold. */
  interface Check {
    void run() throws IOException;
  }

  int draw(int bound) {
    return random.nextInt(bound);
  }

  /** Waits for a random time below so many milliseconds. */
  void pause(int bound) {
    waited = draw(bound);
    Findings.pause(waited);
  }

  /**
   * Remembers a kill.
   *
   * @param committed events that were committed by then, or a little later
   * @param events events that there were to commit
   */
  void killed(String what, long committed, long events) {
    places.add(committed);
    inTheMiddle += committed > 0 && committed < events ? 1 : 0;
    lines.add(
        "kill %d of %s after %d ms: %d of %d committed"
            .formatted(lines.size() + 1, what, waited, committed, events));
  }

  /** Most kills came while there was work, and at places of their own. */
  void checkThatWorkWasInterrupted() {
    int kills = lines.size();
    assertThat(inTheMiddle).as("kills in the middle of work: %s", this).isGreaterThan(kills / 2);
    assertThat(places).as("places of kills: %s", this).hasSizeGreaterThan(kills / 2);
  }

  /** Runs a check; a failure tells the seed and all kills. */
  void explain(Check check) throws IOException {
    try {
      check.run();
    } catch (AssertionError wrong) {
      throw new AssertionError(this + System.lineSeparator() + wrong.getMessage(), wrong);
    }
  }

  @Override
  public String toString() {
    return "seed " + seed + System.lineSeparator() + String.join(System.lineSeparator(), lines);
  }
}
