package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.listen.ListenerSink;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.listen.ListenerFleet;
import org.tomte.engine.listen.ListenerSource;
import org.tomte.engine.listen.ListeningDaemon;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.CommitGate;
import org.tomte.engine.run.Judge;
import org.tomte.engine.run.RunServices;
import org.tomte.engine.simulation.MemoryAlarms;

/** One node with a fleet of listeners over a store, and what tests ask of it. */
final class ListeningSetup implements ListenerSource, AutoCloseable {
  static final KeepPolicy KEEP =
      new KeepPolicy(Duration.ofDays(90), Duration.ZERO, 1 << 30, Duration.ofDays(400));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SettableClock clock;
  final StoreUnderTest store;
  final MemoryAlarms alarms = new MemoryAlarms();
  final CommitGate gate;
  final ListenerFleet fleet;
  final String node;
  private final Map<DaemonId, ListeningDaemon> wanted = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();

  ListeningSetup(StoreUnderTest store, SettableClock clock, String node) {
    this(store, clock, node, store.store());
  }

  /** A node whose commits go through a store that makes trouble. */
  ListeningSetup(StoreUnderTest store, SettableClock clock, String node, CommitStore through) {
    this.store = store;
    this.clock = clock;
    this.node = node;
    this.gate =
        new CommitGate(
            new TransactionCommit(through, store.blobs(), CaseworkContext.plain(clock), _ -> {}),
            2);
    RunServices services =
        new RunServices(
            gate,
            store.pointers(),
            store.acknowledgements(),
            store.rollups(),
            new AlarmBook(alarms, clock, UnaryOperator.identity()),
            new RunServices.Place(clock, node));
    this.fleet = new ListenerFleet(this, services, store.runs(), _ -> Duration.ofMillis(20));
  }

  /** Lines that hold a word become triage events; the others nothing. */
  static Judge matching(String word) {
    return (_, event, launch) -> {
      boolean matched = String.valueOf(event.fields().get("text")).contains(word);
      return new Decision(
          launch,
          1,
          List.of(
              new RuleTrace(
                  "word",
                  matched ? RuleTrace.Verdict.MATCHED : RuleTrace.Verdict.NOT_MATCHED,
                  List.of())),
          matched ? List.of(add(event, word)) : List.of(),
          matched,
          null);
    };
  }

  private static PlannedEffect add(Event event, String word) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("title", event.fields().get("text"));
    fields.put("description", word);
    return new PlannedEffect(
        "word", "add", new Effect.AddToTriage(fields, Effect.Merge.IGNORE), null);
  }

  static ListeningDaemon daemon(DaemonId id, String version, PushSource source, Judge judge) {
    return new ListeningDaemon(
        id,
        new ListeningDaemon.About("door-" + id.value(), "soc", ""),
        version,
        source,
        judge,
        new ListeningDaemon.Handling(
            Batch.Mode.LIVE,
            KEEP,
            new ListeningDaemon.Limits(50, 1 << 20, Duration.ofMinutes(1)),
            null,
            Set.of()));
  }

  /** Wants a daemon from now on, in this form. */
  void want(ListeningDaemon daemon) {
    wanted.put(daemon.id(), daemon);
    version.incrementAndGet();
    fleet.reconcile();
  }

  /** Disables a daemon as a person does: its epochs are raised at once. */
  void disable(DaemonId daemon) {
    wanted.remove(daemon);
    version.incrementAndGet();
    store.epochs().raise(daemon);
    fleet.reconcile();
  }

  /** Edits a daemon as a person does; the fleet has not noticed yet. */
  void editBehindItsBack(ListeningDaemon daemon) {
    wanted.put(daemon.id(), daemon);
    version.incrementAndGet();
    store.epochs().raise(daemon.id());
  }

  /** The sink of a source that has been started so often. */
  ListenerSink sink(PushSource source, int starts) {
    until("start " + starts, () -> source.starts() >= starts);
    return Objects.requireNonNull(source.sink());
  }

  /** Waits until something is so. */
  static void until(String what, BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  /** The lines that became triage events of a daemon, as often as they did. */
  List<String> made(DaemonId daemon) {
    String marker = "for-" + daemon.value();
    return store.casework().triageEvents(TriageFilter.ALL, 0, 100_000).stream()
        .map(TriageEvent::title)
        .filter(title -> title.contains(marker))
        .sorted()
        .toList();
  }

  /** A line that only this daemon's tests look for. */
  Line line(DaemonId daemon, String words) {
    return Line.of(words + " for-" + daemon.value(), clock.instant());
  }

  Line keyed(DaemonId daemon, String words, String key) {
    return new Line(words + " for-" + daemon.value(), key, clock.instant());
  }

  /** All that was counted so far. */
  Counters counted(DaemonId daemon) {
    fleet.settle();
    Instant from = CommitSetup.START.minusSeconds(3600);
    Counters.Counting counting = new Counters.Counting();
    for (Rollups.Bucket bucket :
        store.rollups().funnel(daemon, from, from.plus(Duration.ofDays(30)), Duration.ZERO)) {
      counting.add(bucket.counters());
    }
    return counting.done();
  }

  long counted(DaemonId daemon, Stage stage) {
    return counted(daemon).of(stage);
  }

  @Override
  public long version() {
    return version.get();
  }

  @Override
  public Map<DaemonId, ListeningDaemon> wanted() {
    return Map.copyOf(wanted);
  }

  @Override
  public long raiseEpoch(DaemonId daemon) {
    LaneName lane = new LaneName(daemon, node);
    return store.epochs().raise(List.of(lane)).getOrDefault(lane, 0L);
  }

  @Override
  public void closeLane(DaemonId daemon) {
    store.epochs().close(List.of(new LaneName(daemon, node)));
  }

  @Override
  public void close() {
    fleet.close();
    gate.close();
  }
}
