package org.tomte.benchmarks.mail;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.tomte.benchmarks.sink.Workbench;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.connectors.imap.ImapConnector;
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
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.CommitGate;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.PollRun;
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

/** Daemons that read the mailbox and add one mail of a hundred to triage, committed for good. */
final class MailDaemon implements AutoCloseable {
  private static final String DEFINITION =
      """
      daemon: mails
      owner: soc
      start: beginning
      source: {type: imap, host: 127.0.0.1, port: %d, encryption: none, user: %s, password: secret}
      limits: {per-run: 100000000, deadline: 1h}
      keep: {matched: 90d, unmatched: %s}
      mappings:
        mail:
          title: {from: original.subject, then: [{cut: 200}], default: (no subject)}
          severity: {cel: "event.original.attachments.size() > 0 ? 'high' : 'medium'"}
      rules:
        - id: urgent
          when: "event.subject.startsWith('%s') && event.from.domain != 'example.com'"
          then: [{do: add-to-triage, mapping: mail}]
      unmatched: discard
      """;

  private final InstantSource clock = InstantSource.system();
  private final Jdbi jdbi;
  private final CommitGate gate;
  private final RunServices services;
  private final CompiledDaemon compiled;
  private final DaemonFactory factory;
  private int lastId;

  MailDaemon(Workbench bench, int port, String user, String keepUnmatched) throws IOException {
    this.jdbi = Jdbi.create(bench.product());
    FolderBlobStore blobs = new FolderBlobStore(bench.folder().resolve("blobs"), clock);
    this.gate =
        new CommitGate(
            new TransactionCommit(
                new JdbiCommitStore(jdbi), blobs, CaseworkContext.of(clock, CaseSettings.STANDARD)),
            2);
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
    this.compiled = compiled(DEFINITION.formatted(port, user, keepUnmatched, SampleMails.WANTED));
  }

  private static CompiledDaemon compiled(String definition) {
    Validation validation =
        new DefinitionValidator(Installed.of(List.of(new ImapConnector())))
            .validate(DefinitionSet.read("bench.yaml", definition));
    if (!validation.valid()) {
      throw new IllegalStateException("the benchmark's daemon is wrong: " + validation.faults());
    }
    return Objects.requireNonNull(validation.compiled().daemons().get("mails"), "the daemon");
  }

  /** A daemon that has read nothing yet. */
  Reader another() {
    lastId++;
    DaemonFactory.Identity identity =
        new DaemonFactory.Identity(new DaemonId(lastId), 1, clock.instant());
    return new Reader(identity.id(), PollRun.body(factory.polled(compiled, identity), services));
  }

  /** One daemon with a pointer of its own. */
  final class Reader {
    private final DaemonId id;
    private final RunBody body;

    private Reader(DaemonId id, RunBody body) {
      this.id = id;
      this.body = body;
    }

    /**
     * Runs until everything is read; gives how long it took.
     *
     * @param expected how many mails must be new
     */
    Duration run(int expected) throws InterruptedException {
      Long epoch = new JdbiEpochs(jdbi).raise(id).get(new LaneName(id, Batch.WHOLE));
      Instant planned = clock.instant();
      RunOrder order =
          RunOrder.planned(
              Objects.requireNonNull(epoch, "raising an epoch opens the whole lane"),
              planned,
              RunRef.Cause.SCHEDULE);
      RunControl control = new RunControl(planned, planned.plus(Duration.ofHours(1)));
      long begun = System.nanoTime();
      RunResult result = body.run(order, control);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      long read = result.counters().of(Stage.NEW);
      if (result.outcome() != RunResult.Outcome.DONE || read != expected) {
        throw new IllegalStateException(
            "%d of %d mails were read: %s".formatted(read, expected, result.words()));
      }
      return took;
    }
  }

  @Override
  public void close() {
    gate.close();
  }
}
