package org.tomte.benchmarks.memory;

import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.benchmarks.ProcessCost;
import org.tomte.benchmarks.Scratch;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.RunResult;

/** The product as it is, reading a source step by step in a small heap. */
final class HeapNode {
  static final String MARK = "step";

  private static final String DAEMON =
      """
      daemon: watch
      owner: soc
      source: {type: benchmark-many}
      start: beginning
      limits: {per-run: 100000000, page: 1000, deadline: 60m}
      mappings: {seen: {title: {from: message}}}
      rules:
      - id: denied
        when: "event.level >= 7 && event.message.contains('denied')"
        then: [{do: add-to-triage, mapping: seen}]
      unmatched: discard
      """;

  private HeapNode() {}

  /** The process: its arguments are the events of a step and how many steps there are. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    long step = Long.parseLong(arguments[0]);
    int steps = Integer.parseInt(arguments[1]);
    try (Scratch scratch = Scratch.open();
        Instance instance =
            Instance.open(
                new InstanceSettings(scratch.path(), null, Map.of(), InstantSource.system()))) {
      DaemonId daemon = save(instance);
      instance.startNode();
      read(instance, daemon, step / 5); // everything that is made once is made now
      for (int i = 0; i < steps; i++) {
        long begun = System.nanoTime();
        read(instance, daemon, step);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%s %.3f %.1f %.1f%n",
            MARK,
            heapMegabytes(),
            step / seconds,
            ProcessCost.ownMegabytes());
      }
    }
  }

  private static DaemonId save(Instance instance) {
    SaveOutcome outcome =
        instance.definitions().save(DAEMON, 0, null, new Definitions.Who("benchmark", ""));
    if (!(outcome instanceof SaveOutcome.Saved)) {
      throw new IllegalStateException("the daemon cannot be saved: " + outcome);
    }
    return instance.definitionStore().daemon("watch").orElseThrow().id();
  }

  private static void read(Instance instance, DaemonId daemon, long events)
      throws InterruptedException, ExecutionException {
    ManyConnector.more(events);
    instance.node().fleet().reconcile();
    RunResult result = instance.node().fleet().start(daemon, null, true).orElseThrow().get();
    long judged = result.all().of(Stage.NEW);
    if (result.outcome() != RunResult.Outcome.DONE || judged != events) {
      throw new IllegalStateException(
          "%,d of %,d events were judged: %s".formatted(judged, events, result.words()));
    }
  }

  /** What is left after a full collection. */
  private static double heapMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_048_576.0;
  }
}
