package org.tomte.benchmarks.database;

import java.util.concurrent.ExecutionException;
import org.tomte.app.instance.Instance;
import org.tomte.benchmarks.ProcessCost;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.secret.SecretValue;

/** Daemons of the whole product that read the table. */
final class TableReader {
  private static final String SECRET = "benchmark-source";
  private static final String DAEMON =
      """
      daemon: %s
      owner: soc
      source:
        type: jdbc
        url: %s
        user: %s
        password: ${secret:%s}
        table: public.events
        tracking: [id]
        time: received
      start: beginning
      limits: {per-run: 100000000, page: %d, deadline: 60m}
      keep: {unmatched: %s}
      mappings: {seen: {title: {from: row.payload.message}}}
      rules:
      - id: severe
        when: "event.row.payload.severity >= 8 && event.row.source.startsWith('sensor-')"
        then: [{do: add-to-triage, mapping: seen}]
      unmatched: discard
      """;

  private final Instance instance;
  private final SourceTable table;

  TableReader(Instance instance, SourceTable table) {
    this.instance = instance;
    this.table = table;
    instance.secrets().put(SECRET, SecretValue.of(instance.database().address().password()));
  }

  /** Saves a daemon that has read nothing yet. */
  DaemonId save(String name, int page, String keepUnmatched) {
    String text =
        DAEMON.formatted(
            name, table.url(), instance.database().address().user(), SECRET, page, keepUnmatched);
    SaveOutcome outcome =
        instance.definitions().save(text, 0, null, new Definitions.Who("benchmark", ""));
    if (!(outcome instanceof SaveOutcome.Saved)) {
      throw new IllegalStateException("the daemon cannot be saved: " + outcome);
    }
    instance.node().fleet().reconcile();
    return instance.definitionStore().daemon(name).orElseThrow().id();
  }

  /** What reading took. */
  record Cost(double perSecond, double cpuMicros) {}

  /** Reads the whole table and checks that each row was judged once. */
  Cost readAll(DaemonId daemon) throws InterruptedException, ExecutionException {
    ProcessCost before = ProcessCost.now();
    RunResult result = run(daemon);
    ProcessCost after = ProcessCost.now();
    long judged = result.all().of(Stage.NEW);
    long made = result.all().of(Stage.CREATED);
    if (judged != table.rows() || made != table.rows() / SourceTable.RARE) {
      throw new IllegalStateException(
          "%,d of %,d rows were judged, %,d made something: %s"
              .formatted(judged, table.rows(), made, result.words()));
    }
    double cpu = after.own().minus(before.own()).toNanos() / 1e3 / table.rows();
    return new Cost(table.rows() * 1e9 / (after.at() - before.at()), cpu);
  }

  /** Runs that find nothing; gives milliseconds for each. */
  double ask(DaemonId daemon, int times) throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      RunResult result = run(daemon);
      if (result.all().of(Stage.READ) != 0) {
        throw new IllegalStateException("a run without news read something: " + result.words());
      }
    }
    return (System.nanoTime() - begun) / 1e6 / times;
  }

  private RunResult run(DaemonId daemon) throws InterruptedException, ExecutionException {
    RunResult result = instance.node().fleet().start(daemon, null, true).orElseThrow().get();
    if (result.outcome() != RunResult.Outcome.DONE) {
      throw new IllegalStateException("the run failed: " + result.words());
    }
    return result;
  }
}
