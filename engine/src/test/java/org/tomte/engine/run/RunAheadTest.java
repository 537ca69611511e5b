package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.RunRef.Cause;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.simulation.InMemoryCommit;
import org.tomte.engine.simulation.MemoryAlarms;

/** While one page is committed, the next one is read: when, and what if either of them fails. */
class RunAheadTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final DaemonId DAEMON = new DaemonId(3);
  private static final int PAGE = 10;

  private final InstantSource clock = InstantSource.fixed(START);
  private final InMemoryCommit store = new InMemoryCommit(CaseworkContext.plain(clock));
  private final CommitGate gate = new CommitGate(this::commit, 2);
  private final List<String> happened = new ArrayList<>();
  private Acknowledgements told = Acknowledgements.NONE;
  private @Nullable CountDownLatch untilRead;
  private @Nullable BatchOutcome answer;
  private int breakAfter = Integer.MAX_VALUE;

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void theNextPageIsReadWhileOneIsCommitted() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2);
    untilRead = second;
    RunResult result = run();
    assertThat(second.getCount()).isZero();
    assertThat(result.outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(result.counters().of(Stage.CREATED)).isEqualTo(25);
    assertThat(happened).startsWith("read", "read");
  }

  @Test
  void whatTheSourceIsToldKeepsThePagesInTurn() throws InterruptedException {
    told = new Acknowledgements(List.of(new Acknowledgements.Step("move", "done")), List.of());
    run();
    assertThat(happened).startsWith("read", "committed", "told", "read", "committed", "told");
  }

  @Test
  void aFaultOfTheNextPageTakesNothingFromTheOneBefore() throws InterruptedException {
    breakAfter = 2;
    RunResult result = run();
    assertThat(result.outcome()).isEqualTo(RunResult.Outcome.FAILED);
    assertThat(result.words()).isEqualTo("on purpose");
    assertThat(result.counters().of(Stage.CREATED)).isEqualTo(2 * PAGE);
  }

  @Test
  void afterARefusedPageTheOneReadAheadIsNotCommitted() throws InterruptedException {
    answer = new BatchOutcome.Refused(FaultKind.INTERNAL, "refused on purpose");
    RunResult result = run();
    assertThat(result.words()).isEqualTo("refused on purpose");
    assertThat(happened.stream().filter("committed"::equals)).hasSize(1);
    assertThat(store.pointers().of(DAEMON)).isEmpty();
  }

  private synchronized void happens(String what) {
    happened.add(what);
  }

  private List<BatchOutcome> commit(List<Batch> batches) {
    CountDownLatch awaited = untilRead;
    try {
      if (awaited != null && !awaited.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the next page was not read while this one waited");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    happens("committed");
    BatchOutcome instead = answer;
    return instead == null
        ? store.commit(batches)
        : batches.stream().<BatchOutcome>map(_ -> instead).toList();
  }

  private RunResult run() throws InterruptedException {
    long epoch = store.epochs().raise(DAEMON).values().iterator().next();
    PolledDaemon daemon =
        new PolledDaemon(
            DAEMON,
            "three",
            "soc",
            Source::new,
            (_, event, launch) -> decide(event, launch),
            PointerSettings.DEFAULT.withStart(Start.BEGINNING),
            new RunLimits(1_000, PAGE, 1 << 20, true, null),
            new PolledDaemon.Writes(Batch.Mode.LIVE, KeepPolicy.STANDARD, told, _ -> 0));
    RunServices services =
        new RunServices(
            gate,
            store.pointers(),
            store.acknowledgements(),
            store.rollups(),
            new AlarmBook(new MemoryAlarms(), clock, text -> text),
            new RunServices.Place(clock, "node-1"));
    return PollRun.body(daemon, services)
        .run(
            RunOrder.planned(epoch, START, Cause.SCHEDULE),
            new RunControl(START, START.plusSeconds(60)));
  }

  private static Decision decide(Event event, Instant launch) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(Map.of("title", event.key()));
    PlannedEffect effect =
        new PlannedEffect("all", "add", new Effect.AddToTriage(fields, Effect.Merge.IGNORE), null);
    return new Decision(launch, 1, List.of(), List.of(effect), true, null);
  }

  /** Twenty-five numbered events. */
  private final class Source implements Poller {
    private int pages;

    @Override
    public List<StreamInfo> streams() {
      return List.of(new StreamInfo("only", new StreamKind.OrderedIds(false, true)));
    }

    @Override
    public Page poll(PollRequest request) throws ConnectorFault {
      if (pages++ >= breakAfter) {
        throw new ConnectorFault(FaultKind.UNAVAILABLE, "on purpose");
      }
      happens("read");
      CountDownLatch awaited = untilRead;
      if (awaited != null) {
        awaited.countDown();
      }
      long from = request.from() instanceof Position.Id(long id) ? id : 0;
      List<Event> items = new ArrayList<>();
      for (long id = from + 1; id <= 25 && items.size() < request.maxEvents(); id++) {
        items.add(Event.of("event-" + id, new Position.Id(id), null, Map.of()));
      }
      return Page.last(items);
    }

    @Override
    public List<@Nullable String> acknowledge(String stream, List<Acknowledgement> wanted) {
      happens("told");
      List<@Nullable String> done = new ArrayList<>();
      wanted.forEach(_ -> done.add(null));
      return done;
    }
  }
}
