package org.tomte.benchmarks.timers;

import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.tomte.benchmarks.ProcessCost;

/** Measures a scheduler that runs in this process, and prints what it found on one line. */
final class Measuring {
  private final TreeMap<String, Double> found = new TreeMap<>();

  /** Adds a figure of the scheduler's own. */
  void note(String name, double value) {
    found.put(name, value);
  }

  /** Lets it run warm, then measures lateness, processor time and memory. */
  void measure(Load load) {
    pause(load.warmUp().toNanos());
    ProcessCost before = ProcessCost.now();
    Samples.HERE.begin();
    pause(load.window().toNanos());
    Samples.HERE.end();
    ProcessCost after = ProcessCost.now();
    double wanted = load.daemons() * ((double) load.window().toNanos() / load.every().toNanos());
    note("done", Samples.HERE.count() / wanted);
    note("p50", Samples.HERE.percentile(0.5));
    note("p99", Samples.HERE.percentile(0.99));
    note("max", Samples.HERE.percentile(1));
    note("cpu", after.ownShareSince(before));
    note("postgres-cpu", after.othersShareSince(before));
    note("rss", ProcessCost.ownMegabytes());
    note("postgres-rss", ProcessCost.othersMegabytes());
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** The line that the benchmark reads. */
  void print() {
    StringBuilder line = new StringBuilder(MARK);
    found.forEach((name, value) ->
        line.append(' ')
            .append(name)
            .append('=')
            .append(String.format(Locale.ROOT, "%.4f", value)));
    System.out.println(line);
  }

  /** How the line begins. */
  static final String MARK = "measured";
}
