package org.tomte.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Item;
import org.tomte.casework.CaseworkReader;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.rule.RuleSet;
import org.tomte.engine.run.CommitGate;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.PollRun;
import org.tomte.engine.run.PolledDaemon;
import org.tomte.engine.run.RunControl;
import org.tomte.engine.run.RunLimits;
import org.tomte.engine.run.RunOrder;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.RunServices;

/**
 * Runs a daemon on its real source without leaving a trace: rules and commit are those of
 * production, but what is committed goes into memory and the source is told nothing. The daemon
 * acts even when it only observes, because what it would do is the question.
 */
public final class DryRun {
  private final InstantSource clock;

  /** Dry runs by this clock. */
  public DryRun(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * How to run.
   *
   * @param start where the source is read from
   * @param judgeAt the instant at which time frames are judged; null for what production does
   * @param events the most events that are handled, at least 1
   * @param progress hears of each page
   */
  public record Order(
      Start start, @Nullable Instant judgeAt, int events, Consumer<String> progress) {}

  /**
   * An event with what became of it.
   *
   * @param judged the event and the decision about it
   * @param outcome what the commit made of it
   */
  public record Row(Judged judged, EventOutcome outcome) {}

  /**
   * What a dry run found.
   *
   * @param result how the run ended, with its counters
   * @param rows every event that was handled, in order
   * @param alarms what a person would have been told
   * @param made the objects that would have been made
   * @param sent what would have been sent, rendered, in order
   */
  public record Report(
      RunResult result,
      List<Row> rows,
      List<Alarm> alarms,
      CaseworkReader made,
      List<OutboxEntry> sent) {

    /** Copies the lists. */
    public Report {
      rows = List.copyOf(rows);
      alarms = List.copyOf(alarms);
      sent = List.copyOf(sent);
    }
  }

  /**
   * Judges sample events as if the source had brought them.
   *
   * @param set where the daemon stands, for templates
   * @param samples the events of each sample, by the name to show
   */
  public Report judge(
      CompiledSet set, CompiledDaemon daemon, Map<String, List<Item>> samples, Order order) {
    Simulation simulation = new Simulation(set, daemon, judgedAt(order));
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, List<Item>> sample : samples.entrySet()) {
      for (Item item : sample.getValue()) {
        Simulation.Taken taken = simulation.take(sample.getKey(), item);
        switch (taken.outcome()) {
          case BatchOutcome.Committed committed ->
              rows.add(new Row(taken.judged(), committed.events().getFirst()));
          case BatchOutcome.Refused refused -> {
            RunResult failed =
                RunResult.failed(simulation.counters(), refused.kind(), refused.words(), null);
            return new Report(
                failed, rows, List.of(), simulation.reader(), simulation.outbox().reversed());
          }
          case BatchOutcome.Stale _, BatchOutcome.AlreadyRun _ ->
              throw new IllegalStateException("nobody else commits into a dry run");
        }
      }
    }
    String words = "%,d events".formatted(rows.size());
    RunResult done = RunResult.done(simulation.counters(), words, false);
    return new Report(done, rows, List.of(), simulation.reader(), simulation.outbox().reversed());
  }

  private Instant judgedAt(Order order) {
    Instant instant = order.judgeAt();
    return instant == null ? clock.instant() : instant;
  }

  /**
   * Runs the daemon once.
   *
   * @param set where the daemon stands, for templates
   * @param factory makes what runs, with the folder of the definition
   * @throws InterruptedException when the person interrupts
   */
  public Report run(CompiledSet set, CompiledDaemon daemon, DaemonFactory factory, Order order)
      throws InterruptedException {
    InMemoryCommit store = Simulation.emptyStore(set, clock);
    long epoch = Simulation.open(store);
    List<Row> rows = new ArrayList<>();
    MemoryAlarms alarms = new MemoryAlarms();
    try (CommitGate gate = new CommitGate(watched(store, rows, order.progress()), 1)) {
      RunServices services =
          new RunServices(
              gate,
              store.pointers(),
              store.acknowledgements(),
              store.rollups(),
              new AlarmBook(alarms, clock, UnaryOperator.identity()),
              new RunServices.Place(clock, "dry-run"));
      Instant now = clock.instant();
      RunOrder runOrder = new RunOrder(epoch, now, RunRef.Cause.MANUAL, order.judgeAt(), true);
      Duration deadline = daemon.definition().limits().deadline();
      RunControl control = new RunControl(now, now.plus(deadline));
      RunResult result =
          PollRun.body(polled(daemon, factory, order), services).run(runOrder, control);
      return new Report(
          result,
          rows,
          alarms.open(),
          store.caseworkReader(),
          store.outbox().list(OutboxStore.Filter.ALL, Integer.MAX_VALUE).reversed());
    }
  }

  private static RunCommit watched(RunCommit commit, List<Row> rows, Consumer<String> progress) {
    return batches -> {
      List<BatchOutcome> outcomes = commit.commit(batches);
      for (int i = 0; i < batches.size(); i++) {
        if (outcomes.get(i) instanceof BatchOutcome.Committed committed) {
          for (int j = 0; j < committed.events().size(); j++) {
            rows.add(new Row(batches.get(i).events().get(j), committed.events().get(j)));
          }
        }
      }
      progress.accept("%,d events".formatted(rows.size()));
      return outcomes;
    };
  }

  /** The daemon as production makes it, except that it leaves no trace. */
  private PolledDaemon polled(CompiledDaemon daemon, DaemonFactory factory, Order order) {
    DaemonFactory.Identity identity =
        new DaemonFactory.Identity(Simulation.DAEMON, 1, clock.instant());
    PolledDaemon polled = factory.polled(daemon, identity);
    RuleSet rules = factory.rules(daemon, identity.revision());
    Instant judgeAt = order.judgeAt();
    return new PolledDaemon(
        polled.id(),
        polled.name(),
        polled.owner(),
        polled.source(),
        judgeAt == null ? polled.judge() : (_, event, _) -> rules.decide(event, judgeAt),
        polled.pointer().withStart(order.start()),
        new RunLimits(
            order.events(),
            Math.min(polled.limits().page(), order.events()),
            polled.limits().bytes(),
            false,
            null),
        new PolledDaemon.Writes(
            Batch.Mode.LIVE,
            polled.writes().keep(),
            Acknowledgements.NONE,
            polled.writes().depth()));
  }
}
