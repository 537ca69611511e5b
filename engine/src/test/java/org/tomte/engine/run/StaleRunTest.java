package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
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
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;
import org.tomte.engine.shard.ShardLease;
import org.tomte.engine.shard.ShardMap;
import org.tomte.engine.simulation.InMemoryCommit;
import org.tomte.engine.simulation.MemoryAlarms;

/**
 * A run hangs in its source, deaf to interruption, while its daemon's epoch is raised. When the
 * source answers at last, nothing of that run may be committed.
 */
class StaleRunTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final DaemonId DAEMON = new DaemonId(9);

  private final InstantSource clock = InstantSource.system();
  private final InMemoryCommit store = new InMemoryCommit(CaseworkContext.plain(clock));
  private final CommitGate gate = new CommitGate(store, 2);
  private final AlarmBook alarms = new AlarmBook(new MemoryAlarms(), clock, text -> text);
  private final Hanging source = new Hanging();
  private final Members members = new Members();
  private final CountDownLatch raised = new CountDownLatch(1);
  private final Fleet fleet = new Fleet(members, alarms, new SilentJournal(), clock, 4);
  private Duration deadline = Duration.ofMinutes(5);

  @BeforeEach
  void openAnEpoch() {
    store.epochs().raise(DAEMON);
  }

  @AfterEach
  void close() {
    fleet.close();
    gate.close();
  }

  private CompletableFuture<RunResult> startedAndHanging() throws InterruptedException {
    fleet.gained(List.of(new ShardLease(ShardMap.shardOf(DAEMON), START)));
    fleet.reconcile();
    CompletableFuture<RunResult> run = fleet.start(DAEMON, null, true).orElseThrow();
    assertThat(source.hangs.await(10, TimeUnit.SECONDS)).isTrue();
    return run;
  }

  private RunResult answered(CompletableFuture<RunResult> run) throws Exception {
    source.answer.release(1_000);
    return run.get(10, TimeUnit.SECONDS);
  }

  private void nothingStands() {
    assertThat(store.caseworkReader().triageEvents(TriageFilter.ALL, 0, 10)).isEmpty();
    assertThat(store.pointers().of(DAEMON)).isEmpty();
    assertThat(store.rollups().funnel(DAEMON, START, Instant.MAX, Duration.ZERO)).isEmpty();
  }

  @Test
  void afterItsDeadlineItCommitsNothing() throws Exception {
    deadline = Duration.ofMillis(50);
    CompletableFuture<RunResult> run = startedAndHanging();
    assertThat(raised.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(answered(run).outcome()).isNotEqualTo(RunResult.Outcome.DONE);
    nothingStands();
  }

  @Test
  void afterItsDaemonWasDisabledItCommitsNothing() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    members.enabled = false;
    members.change();
    fleet.reconcile();
    assertThat(answered(run).outcome()).isNotEqualTo(RunResult.Outcome.DONE);
    nothingStands();
  }

  @Test
  void afterItsDaemonWasEditedItCommitsNothing() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    members.revision.incrementAndGet();
    members.change();
    fleet.reconcile();
    assertThat(answered(run).outcome()).isNotEqualTo(RunResult.Outcome.DONE);
    nothingStands();
  }

  @Test
  void anEditThatTheNodeHasNotSeenYetStopsItsCommitAllTheSame() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    members.revision.incrementAndGet();
    members.change();
    assertThat(answered(run).outcome()).isEqualTo(RunResult.Outcome.SUPERSEDED);
    nothingStands();
  }

  @Test
  void afterATakeOverThatTheNodeHasNotSeenYetItCommitsNothing() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    members.held = false;
    store.epochs().raise(DAEMON);
    assertThat(answered(run).outcome()).isEqualTo(RunResult.Outcome.SUPERSEDED);
    nothingStands();
    assertThat(source.polls.get()).isEqualTo(1);
  }

  @Test
  void aZombieThatLostItsShardCommitsNothing() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    fleet.lost(Set.of(ShardMap.shardOf(DAEMON)));
    store.epochs().raise(DAEMON);
    assertThat(answered(run).outcome()).isNotEqualTo(RunResult.Outcome.DONE);
    nothingStands();
  }

  @Test
  void afterAPersonMovedThePointerItStartsOverFromThere() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    store.epochs().raise(DAEMON);
    assertThat(answered(run).outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(source.polls.get()).as("the page of the stale run was read again").isEqualTo(2);
    assertThat(store.caseworkReader().triageEvents(TriageFilter.ALL, 0, 10))
        .extracting(TriageEvent::title)
        .containsExactly("event-1");
  }

  private long epoch() {
    return store.epochs().of(Set.of(DAEMON)).values().iterator().next();
  }

  private RunBody body() {
    PolledDaemon daemon =
        new PolledDaemon(
            DAEMON,
            "nine",
            "soc",
            () -> source,
            (_, event, launch) -> decide(event, launch),
            PointerSettings.DEFAULT.withStart(Start.BEGINNING),
            new RunLimits(100, 10, 1 << 20, true, null),
            new PolledDaemon.Writes(
                Batch.Mode.LIVE, KeepPolicy.STANDARD, Acknowledgements.NONE, _ -> 0));
    return PollRun.body(
        daemon,
        new RunServices(
            gate,
            store.pointers(),
            store.acknowledgements(),
            store.rollups(),
            alarms,
            new RunServices.Place(clock, "node-1")));
  }

  private static Decision decide(Event event, Instant launch) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("title", event.key());
    PlannedEffect add =
        new PlannedEffect("all", "add", new Effect.AddToTriage(fields, Effect.Merge.IGNORE), null);
    return new Decision(launch, 1, List.of(), List.of(add), true, null);
  }

  /** One daemon; what changes it raises its epoch in the same step, as the store does. */
  private final class Members implements MemberSource {
    private final AtomicLong version = new AtomicLong(1);
    private final RunBody body = body();
    private final AtomicInteger revision = new AtomicInteger(1);
    private volatile boolean enabled = true;
    private volatile boolean held = true;

    void change() {
      store.epochs().raise(DAEMON);
      version.incrementAndGet();
    }

    @Override
    public long version() {
      return version.get();
    }

    @Override
    public long moves() {
      return 0;
    }

    @Override
    public List<Loaded> takeOver(Collection<Integer> shards) {
      return load(shards);
    }

    @Override
    public List<Loaded> load(Collection<Integer> shards) {
      Member member =
          new Member(
              DAEMON,
              "nine",
              "soc",
              "",
              revision.get(),
              null,
              MissedRuns.COALESCE,
              Overlap.SKIP,
              deadline,
              null,
              body);
      return List.of(new Loaded(member, enabled, StaleRunTest.this.epoch(), START, () -> null));
    }

    @Override
    public OptionalLong epoch(DaemonId daemon) {
      return held ? OptionalLong.of(StaleRunTest.this.epoch()) : OptionalLong.empty();
    }

    @Override
    public OptionalLong raiseEpoch(DaemonId daemon) {
      long epoch = store.epochs().raise(daemon).values().iterator().next();
      raised.countDown();
      return OptionalLong.of(epoch);
    }
  }

  /** Answers its first question only when it is let, whoever interrupts it. */
  private static final class Hanging implements Poller {
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final Semaphore answer = new Semaphore(0);
    private final AtomicInteger polls = new AtomicInteger();

    @Override
    public List<StreamInfo> streams() {
      return List.of(new StreamInfo("stream", new StreamKind.OrderedIds(false, true)));
    }

    @Override
    public Page poll(PollRequest request) {
      hangs.countDown();
      answer.acquireUninterruptibly();
      boolean read = request.from() instanceof Position.Id;
      if (read) {
        return Page.last(List.of());
      }
      polls.incrementAndGet();
      return Page.last(List.of(Event.of("event-1", new Position.Id(1), null, Map.of())));
    }
  }
}
