package org.tomte.engine.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;

/** Measures the steps of one trial and keeps what they found, masked. */
final class TakenSteps implements ProbeSteps {
  private static final int LONGEST = 1_000;

  private final LongSupplier nanoTime;
  private final UnaryOperator<String> mask;
  private final List<TrialReport.Step> taken = new ArrayList<>();
  private @Nullable String current;
  private long begun;
  private boolean over;

  TakenSteps(LongSupplier nanoTime, UnaryOperator<String> mask) {
    this.nanoTime = nanoTime;
    this.mask = mask;
    this.begun = nanoTime.getAsLong();
  }

  @Override
  public void step(String what, Step step) throws ProbeFault, ConnectorFault, InterruptedException {
    begin(what);
    String found = step.take();
    add(found, null);
  }

  private synchronized void begin(String what) {
    current = what;
    begun = nanoTime.getAsLong();
  }

  /** The step under way failed, or the preparation when none was begun; nothing comes after it. */
  void fail(FaultKind kind, String reason, String remedy) {
    add(reason, new TrialReport.Fault(kind, mask.apply(remedy)));
  }

  private synchronized void add(String found, TrialReport.@Nullable Fault fault) {
    if (over) {
      return;
    }
    over = fault != null;
    Duration took = Duration.ofNanos(nanoTime.getAsLong() - begun);
    String what = current == null ? "preparation" : current;
    taken.add(new TrialReport.Step(what, took, shortened(mask.apply(found)), fault));
    current = null;
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }

  synchronized List<TrialReport.Step> taken() {
    return List.copyOf(taken);
  }
}
