package org.tomte.casework.sample;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.tomte.casework.Casework;

/** What is to be done when; done in the order of time, each at its own instant. */
final class SampleAgenda implements InstantSource {
  private static final Comparator<Step> ORDER =
      Comparator.comparing(Step::at).thenComparingInt(Step::place);

  private final Instant until;
  private final List<Step> steps = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private record Step(Instant at, int place, Consumer<Casework> action) {}

  /** An agenda that leaves out what would happen after an instant. */
  SampleAgenda(Instant until) {
    this.until = until;
  }

  void at(Instant at, Consumer<Casework> action) {
    if (!at.isAfter(until)) {
      steps.add(new Step(at, steps.size(), action));
    }
  }

  void run(Casework casework) {
    steps.sort(ORDER);
    for (Step step : steps) {
      now = step.at();
      step.action().accept(casework);
    }
  }

  @Override
  public Instant instant() {
    return now;
  }
}
