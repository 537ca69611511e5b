package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.api.Unreadable;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.LaneName;
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

class PollRunTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final DaemonId DAEMON = new DaemonId(3);

  private final InstantSource clock = InstantSource.fixed(START);
  private final InMemoryCommit store = new InMemoryCommit(CaseworkContext.plain(clock));
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final CommitGate gate = new CommitGate(store, 2);
  private final Source source = new Source();
  private RunLimits limits = new RunLimits(1_000, 10, 1 << 20, true, null);
  private Acknowledgements told = Acknowledgements.NONE;
  private long runs;

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void aRunReadsEveryPageAndASecondRunFindsNothing() throws InterruptedException {
    source.events(35);
    RunResult first = run(epoch());
    assertThat(first.outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(first.counters().of(Stage.CREATED)).isEqualTo(35);
    RunResult second = run(epoch());
    assertThat(second.all().of(Stage.READ)).isZero();
    assertThat(titles()).hasSize(35).doesNotHaveDuplicates();
  }

  @Test
  void whereverTheSourceBreaksEveryEventIsThereOnceInTheEnd() throws InterruptedException {
    source.events(60);
    for (int breaksAfter = 0; breaksAfter < 7; breaksAfter++) {
      source.breakAfter = breaksAfter;
      RunResult broken = run(epoch());
      assertThat(broken.outcome()).isIn(RunResult.Outcome.FAILED, RunResult.Outcome.DONE);
    }
    source.breakAfter = Integer.MAX_VALUE;
    run(epoch());
    assertThat(titles()).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void aRunOfARaisedEpochCommitsNothing() throws InterruptedException {
    source.events(5);
    long before = epoch();
    store.epochs().raise(DAEMON);
    RunResult stale = run(before);
    assertThat(stale.outcome()).isEqualTo(RunResult.Outcome.SUPERSEDED);
    assertThat(titles()).isEmpty();
    assertThat(store.pointers().of(DAEMON)).isEmpty();
  }

  @Test
  void aRunThatIsToldToStopEndsAfterAWholePage() throws InterruptedException {
    source.events(35);
    source.stopAfter = 2;
    RunResult stopped = run(epoch());
    assertThat(stopped.outcome()).isEqualTo(RunResult.Outcome.STOPPED);
    assertThat(titles()).hasSize(10);
    source.stopAfter = Integer.MAX_VALUE;
    run(epoch());
    assertThat(titles()).hasSize(35).doesNotHaveDuplicates();
  }

  @Test
  void anUnreadableItemGoesToQuarantineAndTheOthersGoOn() throws InterruptedException {
    source.events(9);
    source.items.add(
        4,
        new Unreadable(
            "bad",
            new Position.Id(1_000),
            new Raw("text/plain", Content.of("x".getBytes(StandardCharsets.UTF_8))),
            "line 5 is not JSON"));
    source.number();
    RunResult result = run(epoch());
    assertThat(result.counters().of(Stage.QUARANTINED)).isEqualTo(1);
    assertThat(titles()).hasSize(9);
    assertThat(
            store
                .quarantine()
                .list(org.tomte.engine.quarantine.QuarantineStore.Filter.open(DAEMON), 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).contains("line 5 is not JSON"));
  }

  @Test
  void atTheMostEventsARunEndsAndAsksForAnother() throws InterruptedException {
    source.events(35);
    limits = new RunLimits(15, 10, 1 << 20, true, null);
    RunResult result = run(epoch());
    assertThat(result.more()).isTrue();
    assertThat(titles()).hasSize(15);
  }

  @Test
  void aFloodMakesThePointerWait() throws InterruptedException {
    source.events(35);
    limits = new RunLimits(1_000, 10, 1 << 20, true, new RunLimits.Flood(12, Duration.ofHours(1)));
    RunResult result = run(epoch());
    assertThat(result.outcome()).isEqualTo(RunResult.Outcome.FAILED);
    assertThat(result.words()).contains("flood limit of 12 objects");
    assertThat(titles()).hasSize(12);
  }

  @Test
  void aTrialWithoutMovingThePointerLeavesItWhereItIs() throws InterruptedException {
    source.events(5);
    RunOrder order = new RunOrder(epoch(), planned(), Cause.MANUAL, null, false);
    run(order);
    assertThat(store.pointers().of(DAEMON)).isEmpty();
    RunResult again = run(epoch());
    assertThat(again.counters().of(Stage.KNOWN)).isEqualTo(5);
    assertThat(titles()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void whatTheSourceWasNotToldIsToldByTheNextRun() throws InterruptedException {
    told = new Acknowledgements(List.of(new Acknowledgements.Step("move", "done")), List.of());
    source.events(12);
    source.deaf = true;
    assertThat(run(epoch()).outcome()).isEqualTo(RunResult.Outcome.FAILED);
    assertThat(source.told).isEmpty();
    source.deaf = false;
    run(epoch());
    assertThat(source.told).hasSize(12);
    assertThat(store.acknowledgements().open(DAEMON, 100)).isEmpty();
  }

  @Test
  void twoStreamsTakeTurnsSoThatALongOneDoesNotStarveTheOther() throws InterruptedException {
    source.events(35);
    source.second.add(event("second-1", 1));
    limits = new RunLimits(20, 10, 1 << 20, true, null);
    run(epoch());
    assertThat(titles()).contains("second-1");
  }

  @Test
  void aFaultOfTheSourceSaysItsKindAndWords() throws InterruptedException {
    source.events(5);
    source.breakAfter = 0;
    RunResult result = run(epoch());
    assertThat(result.fault()).isEqualTo(FaultKind.UNAVAILABLE);
    assertThat(result.words()).isEqualTo("on purpose");
  }

  private long epoch() {
    Map<LaneName, Long> epochs = store.epochs().of(Set.of(DAEMON));
    return epochs.isEmpty()
        ? store.epochs().raise(DAEMON).values().iterator().next()
        : epochs.values().iterator().next();
  }

  private Instant planned() {
    return START.plusSeconds(++runs);
  }

  private RunResult run(long epoch) throws InterruptedException {
    return run(RunOrder.planned(epoch, planned(), Cause.SCHEDULE));
  }

  private RunResult run(RunOrder order) throws InterruptedException {
    PolledDaemon daemon =
        new PolledDaemon(
            DAEMON,
            "three",
            "soc",
            () -> source,
            (_, event, launch) -> decide(event, launch),
            PointerSettings.DEFAULT.withStart(Start.BEGINNING),
            limits,
            new PolledDaemon.Writes(Batch.Mode.LIVE, KeepPolicy.STANDARD, told, _ -> 0));
    RunServices services =
        new RunServices(
            gate,
            store.pointers(),
            store.acknowledgements(),
            store.rollups(),
            new AlarmBook(alarms, clock, text -> text),
            new RunServices.Place(clock, "node-1"));
    RunControl control = new RunControl(order.planned(), order.planned().plusSeconds(60));
    source.control = control;
    source.pages = 0;
    return PollRun.body(daemon, services).run(order, control);
  }

  private static Decision decide(Event event, Instant launch) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("title", event.key());
    return new Decision(
        launch,
        1,
        List.of(),
        List.of(
            new PlannedEffect(
                "all", "add", new Effect.AddToTriage(fields, Effect.Merge.IGNORE), null)),
        true,
        null);
  }

  private List<String> titles() {
    return store.caseworkReader().triageEvents(TriageFilter.ALL, 0, 1_000).stream()
        .map(TriageEvent::title)
        .toList();
  }

  private static Event event(String key, long id) {
    return Event.of(key, new Position.Id(id), null, Map.of("key", key));
  }

  /** Two streams of numbered events that break, stop and go deaf where a test wants it. */
  private static final class Source implements Poller {
    private final List<Item> items = new ArrayList<>();
    private final List<Item> second = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private int breakAfter = Integer.MAX_VALUE;
    private int stopAfter = Integer.MAX_VALUE;
    private int pages;
    private boolean deaf;
    private @Nullable RunControl control;

    void events(int count) {
      for (int i = 1; i <= count; i++) {
        items.add(event("event-" + i, i));
      }
    }

    /** Gives the items their numbers in the order of the list. */
    void number() {
      for (int i = 0; i < items.size(); i++) {
        Position position = new Position.Id(i + 1);
        items.set(
            i,
            switch (items.get(i)) {
              case Unreadable bad -> new Unreadable(bad.key(), position, bad.raw(), bad.reason());
              case Item good -> event(good.key(), i + 1);
            });
      }
    }

    @Override
    public List<StreamInfo> streams() {
      StreamKind kind = new StreamKind.OrderedIds(false);
      return List.of(new StreamInfo("first", kind), new StreamInfo("second", kind));
    }

    @Override
    public Page poll(PollRequest request) throws ConnectorFault {
      if (pages++ >= breakAfter) {
        throw new ConnectorFault(FaultKind.UNAVAILABLE, "on purpose");
      }
      if (pages > stopAfter && control != null) {
        control.stop("a test wants it");
      }
      long from = request.from() instanceof Position.Id(long id) ? id : 0;
      List<Item> all = request.stream().equals("first") ? items : second;
      List<Item> found =
          all.stream()
              .filter(item -> item.position() instanceof Position.Id(long id) && id > from)
              .limit(request.maxEvents())
              .toList();
      return Page.last(found);
    }

    @Override
    public List<@Nullable String> acknowledge(String stream, List<Acknowledgement> wanted)
        throws ConnectorFault {
      if (deaf) {
        throw new ConnectorFault(FaultKind.UNAVAILABLE, "deaf on purpose");
      }
      List<@Nullable String> answers = new ArrayList<>();
      for (Acknowledgement each : wanted) {
        told.add(each.key());
        answers.add(null);
      }
      return answers;
    }
  }
}
