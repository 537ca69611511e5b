package org.tomte.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.sample.SampleOrder;
import org.tomte.casework.setting.CaseSettings;

/**
 * Histories of incidents by the commands of the data layer, written into the embedded database;
 * beside the same histories that stay in memory.
 */
final class SampleBench {
  private final int incidents;
  private final int runs;

  SampleBench(int incidents, int runs) {
    this.incidents = incidents;
    this.runs = runs;
  }

  /** Prints one line. */
  void run() {
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    try (Scratch scratch = Scratch.open();
        Instance instance =
            Instance.open(
                new InstanceSettings(scratch.path(), null, Map.of(), InstantSource.system()))) {
      for (int run = -1; run < runs; run++) {
        double memory = micros(inMemory(), run);
        double stored = micros(instance.samples(), run);
        if (run >= 0) {
          ours.add(stored);
          peers.add(memory);
        }
      }
    }
    System.out.println(
        new Figure("sample.stored", ours, peers, "us/incident", "the same in memory").line());
  }

  private double micros(SampleHistories histories, int seed) {
    Instant until = Instant.parse("2026-11-01T00:00:00Z");
    SampleOrder order =
        new SampleOrder(incidents, seed, until.minus(Duration.ofDays(730)), until, null);
    long begun = System.nanoTime();
    histories.make(order, _ -> {});
    return (System.nanoTime() - begun) / 1e3 / incidents;
  }

  private static SampleHistories inMemory() {
    InMemoryCasework memory = new InMemoryCasework();
    return new SampleHistories(
        new SampleHistories.Transactions() {
          @Override
          public <T> T inOne(Function<CaseworkTransaction, T> work) {
            T result = work.apply(memory);
            memory.commit();
            return result;
          }
        },
        () -> CaseSettings.STANDARD);
  }
}
