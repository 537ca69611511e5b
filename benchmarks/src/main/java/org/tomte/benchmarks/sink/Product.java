package org.tomte.benchmarks.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.tomte.api.Event;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.run.CommitGate;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.Judge;
import org.tomte.engine.run.PollRun;
import org.tomte.engine.run.PolledDaemon;
import org.tomte.engine.run.RunBody;
import org.tomte.engine.run.RunControl;
import org.tomte.engine.run.RunOrder;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.RunServices;
import org.tomte.store.alarm.JdbiAlarms;
import org.tomte.store.commit.JdbiAcknowledgements;
import org.tomte.store.commit.JdbiCommitStore;
import org.tomte.store.commit.JdbiEpochs;
import org.tomte.store.commit.JdbiPointers;
import org.tomte.store.keep.FolderBlobStore;
import org.tomte.store.observe.JdbiRollups;

/** The product from the poller to the committed transaction, put together as an instance is. */
final class Product implements AutoCloseable {
  private static final String DEFINITION =
      """
      daemon: alerts
      owner: soc
      start: beginning
      source: {type: memory}
      limits: {per-run: 100000000, page: %d, deadline: 1h}
      mappings:
        alert:
          title: {from: event.message}
          severity: {cel: "event.severity >= 9 ? 'high' : 'medium'"}
          type: {value: alert}
      rules:
        - id: severe
          when: event.severity >= %d
          then: [{do: add-to-triage, mapping: alert}]
      unmatched: discard
      """;

  private final MemorySource source = new MemorySource();
  private final InstantSource clock = InstantSource.system();
  private final Jdbi jdbi;
  private final CommitGate gate;
  private final RunServices services;
  private final DaemonFactory factory;

  Product(Workbench bench) {
    this.jdbi = Jdbi.create(bench.product());
    this.gate = new CommitGate(commit(bench), 2);
    this.services =
        new RunServices(
            gate,
            new JdbiPointers(jdbi, clock),
            new JdbiAcknowledgements(jdbi),
            new JdbiRollups(jdbi),
            new AlarmBook(new JdbiAlarms(jdbi), clock, UnaryOperator.identity()),
            new RunServices.Place(clock, "bench"));
    this.factory =
        new DaemonFactory(
            FieldCatalogue::standard, UnaryOperator.identity(), clock, bench.folder());
  }

  private TransactionCommit commit(Workbench bench) {
    try {
      FolderBlobStore blobs = new FolderBlobStore(bench.folder().resolve("blobs"), clock);
      return new TransactionCommit(
          new JdbiCommitStore(jdbi), blobs, CaseworkContext.of(clock, CaseSettings.STANDARD));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  CommitGate gate() {
    return gate;
  }

  /**
   * A daemon that adds severe alerts to triage; all sample events have a severity of 7 to 9.
   *
   * @param page how many events a transaction has
   * @param severe from which severity on
   */
  Daemon daemon(int id, int page, int severe) {
    Validation validation =
        new DefinitionValidator(Installed.of(List.of(source)))
            .validate(DefinitionSet.read("bench.yaml", DEFINITION.formatted(page, severe)));
    if (!validation.valid()) {
      throw new IllegalStateException("the benchmark's daemon is wrong: " + validation.faults());
    }
    CompiledDaemon compiled =
        Objects.requireNonNull(validation.compiled().daemons().get("alerts"), "the daemon");
    DaemonFactory.Identity identity =
        new DaemonFactory.Identity(new DaemonId(id), 1, clock.instant());
    PolledDaemon polled = factory.polled(compiled, identity);
    return new Daemon(identity.id(), polled.judge(), PollRun.body(polled, services));
  }

  /** Takes a daemon for this process; gives its epoch. */
  long epoch(DaemonId daemon) {
    Long epoch = new JdbiEpochs(jdbi).raise(daemon).get(new LaneName(daemon, Batch.WHOLE));
    return Objects.requireNonNull(epoch, "raising an epoch opens the whole lane");
  }

  /** A daemon that can be run. */
  final class Daemon {
    private final DaemonId id;
    private final Judge judge;
    private final RunBody body;

    private Daemon(DaemonId id, Judge judge, RunBody body) {
      this.id = id;
      this.judge = judge;
      this.body = body;
    }

    DaemonId id() {
      return id;
    }

    Judge judge() {
      return judge;
    }

    /** Runs until everything is read; gives how long it took. */
    Duration run(List<Event> events) {
      source.serve(events);
      Instant planned = clock.instant();
      RunOrder order = RunOrder.planned(epoch(id), planned, RunRef.Cause.SCHEDULE);
      RunControl control = new RunControl(planned, planned.plus(Duration.ofHours(1)));
      long begun = System.nanoTime();
      RunResult result;
      try {
        result = body.run(order, control);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the run was stopped", stopped);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      if (result.outcome() != RunResult.Outcome.DONE) {
        throw new IllegalStateException("the run failed: " + result.words());
      }
      return took;
    }
  }

  @Override
  public void close() {
    gate.close();
  }
}
