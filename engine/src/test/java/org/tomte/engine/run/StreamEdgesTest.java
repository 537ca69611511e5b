package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
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

/** Runs over streams whose pointer alone does not prove what was handled. */
class StreamEdgesTest {
  private static final DaemonId DAEMON = new DaemonId(7);
  private static final String STREAM = "stream";

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final InMemoryCommit store = new InMemoryCommit(CaseworkContext.plain(() -> now));
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final CommitGate gate = new CommitGate(store, 2);
  private final Source source = new Source();
  private StreamKind kind = new StreamKind.OrderedIds(false);
  private Start start = Start.BEGINNING;
  private Acknowledgements told = Acknowledgements.NONE;
  private @Nullable RunBody body;

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void rowsWithoutAPositionThatWereThereAtTheStartStayKnown() throws InterruptedException {
    start = Start.NOW;
    told = new Acknowledgements(List.of(new Acknowledgements.Step("move", "done")), List.of());
    source.add(row("old-1", Position.NONE), row("old-2", Position.NONE));
    source.add(row("old-3", new Position.Id(3)));
    RunResult first = run();
    assertThat(first.all().of(Stage.LEFT_OUT)).isEqualTo(3);
    assertThat(first.all().of(Stage.NEW)).isZero();
    assertThat(store.acknowledgements().open(DAEMON, 10)).isEmpty();
    RunResult second = run();
    assertThat(second.all().of(Stage.NEW)).isZero();
    assertThat(second.all().of(Stage.READ)).isEqualTo(second.all().of(Stage.KNOWN)).isEqualTo(2);
    source.add(row("young", Position.NONE));
    RunResult third = run();
    assertThat(third.all().of(Stage.CREATED)).as(third.toString()).isEqualTo(1);
    assertThat(titles()).containsExactly("young");
  }

  @Test
  void eachDepartureOfAMemberIsAnEventOfItsOwn() throws InterruptedException {
    kind = new StreamKind.Snapshot(true);
    Event member = version("host-1", "v1");
    source.add(member, version("host-2", "v1"));
    run();
    for (int departure = 1; departure <= 3; departure++) {
      source.items.remove(member);
      assertThat(run().all().of(Stage.CREATED)).isEqualTo(1);
      assertThat(run().all().of(Stage.READ)).isEqualTo(1);
      source.add(member);
      run();
      assertThat(titles()).filteredOn(title -> title.startsWith("gone:")).hasSize(departure);
    }
  }

  @Test
  void whereAppearancesAreEventsAMemberThatComesBackIsANewOne() throws InterruptedException {
    kind = new StreamKind.Snapshot(false, true);
    Event member = version("host-1", "v1");
    source.add(member, version("host-2", "v1"));
    run();
    run();
    assertThat(titles()).containsExactlyInAnyOrder("host-1@0", "host-2@0");
    source.items.remove(member);
    assertThat(run().all().of(Stage.CREATED)).isZero();
    source.add(version("host-1", "v2"));
    assertThat(run().all().of(Stage.CREATED)).isEqualTo(1);
    assertThat(titles()).hasSize(3).filteredOn(title -> title.startsWith("host-1@")).hasSize(2);
    source.items.removeIf(item -> item.key().equals("host-1"));
    source.add(version("host-1", "v3"));
    run();
    assertThat(titles()).as("another version is the same appearance").hasSize(3);
  }

  @Test
  void aSourceThatCountsAnewBelowThePointerRaisesAnAlarmUntilThePointerIsRight()
      throws InterruptedException {
    source.add(row("a", new Position.Id(500)), row("b", new Position.Id(501)));
    run();
    run();
    assertThat(open()).isEmpty();
    source.items.clear();
    source.add(row("anew", new Position.Id(1)));
    run();
    assertThat(open()).isEmpty();
    now = now.plus(Duration.ofHours(1));
    RunResult looked = run();
    assertThat(looked.all().of(Stage.READ)).isZero();
    assertThat(open())
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.text()).contains("up to 1, below the pointer at 501");
          assertThat(alarm.cause().toString()).contains("ids-restarted");
        });
    now = now.plusSeconds(60);
    run();
    assertThat(open()).hasSize(1);
    source.add(row("later", new Position.Id(502)));
    run();
    assertThat(titles()).contains("later").doesNotContain("anew");
    assertThat(open()).isEmpty();
  }

  @Test
  void aSourceWhoseStreamNameTellsOfARestartIsNotLookedAt() throws InterruptedException {
    kind = new StreamKind.OrderedIds(false, true);
    source.add(row("a", new Position.Id(500)));
    run();
    source.items.clear();
    source.add(row("anew", new Position.Id(1)));
    now = now.plus(Duration.ofHours(2));
    int before = source.polls;
    run();
    assertThat(source.polls).isEqualTo(before + 1);
    assertThat(open()).isEmpty();
  }

  private List<Alarm> open() {
    return alarms.open();
  }

  private RunResult run() throws InterruptedException {
    now = now.plusSeconds(1);
    long epoch =
        store.epochs().of(Set.of(DAEMON)).values().stream()
            .findFirst()
            .orElseGet(() -> store.epochs().raise(DAEMON).values().iterator().next());
    RunControl control = new RunControl(now, now.plusSeconds(60));
    return body().run(RunOrder.planned(epoch, now, Cause.SCHEDULE), control);
  }

  private RunBody body() {
    RunBody made = body;
    if (made == null) {
      made = PollRun.body(daemon(), services());
      body = made;
    }
    return made;
  }

  private PolledDaemon daemon() {
    return new PolledDaemon(
        DAEMON,
        "seven",
        "soc",
        () -> source,
        (_, event, launch) -> decide(event, launch),
        PointerSettings.DEFAULT.withStart(start),
        new RunLimits(1_000, 100, 1 << 20, true, null),
        new PolledDaemon.Writes(Batch.Mode.LIVE, KeepPolicy.STANDARD, told, _ -> 0));
  }

  private RunServices services() {
    return new RunServices(
        gate,
        store.pointers(),
        store.acknowledgements(),
        store.rollups(),
        new AlarmBook(alarms, () -> now, text -> text),
        new RunServices.Place(() -> now, "node-1"));
  }

  private static Decision decide(Event event, Instant launch) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("title", event.key());
    PlannedEffect add =
        new PlannedEffect("all", "add", new Effect.AddToTriage(fields, Effect.Merge.IGNORE), null);
    return new Decision(launch, 1, List.of(), List.of(add), true, null);
  }

  private List<String> titles() {
    return store.caseworkReader().triageEvents(TriageFilter.ALL, 0, 1_000).stream()
        .map(TriageEvent::title)
        .toList();
  }

  private static Event row(String key, Position position) {
    return Event.of(key, position, null, Map.of("key", key));
  }

  private static Event version(String key, String version) {
    return new Event(key, Position.NONE, null, version, Map.of("key", key), List.of(), null, null);
  }

  /** One stream, as a table or a listing gives it. */
  private final class Source implements Poller {
    private final List<Item> items = new ArrayList<>();
    private int polls;

    void add(Item... more) {
      items.addAll(List.of(more));
    }

    @Override
    public List<StreamInfo> streams() {
      return List.of(new StreamInfo(STREAM, kind));
    }

    @Override
    public Page poll(PollRequest request) {
      polls++;
      long from = request.from() instanceof Position.Id(long id) ? id : Long.MIN_VALUE;
      return Page.last(
          items.stream()
              .filter(item -> !(item.position() instanceof Position.Id(long id)) || id > from)
              .toList());
    }
  }
}
