package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.failing;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.triage;
import static org.tomte.testkit.CommitSetup.unmatched;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeptReplay;
import org.tomte.engine.commit.QuarantineReplay.Judgement;
import org.tomte.engine.commit.ReplayOutcome;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Stage;

/** What every store must do when kept events are decided anew. */
public abstract class KeptReplayContract {
  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;
  private KeptReplay replay;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
    replay = new KeptReplay(setup.store.store(), setup.store.blobs(), CaseworkContext.plain(clock));
  }

  private List<EventOutcome> commit(Judged... events) {
    return setup.committed(setup.batch(daemon, epoch, 1, List.of(events)));
  }

  private ReplayOutcome replay(Judged judged) {
    return replay.replay(
        daemon, START, new Judgement(judged, KeepPolicy.STANDARD, Batch.Mode.LIVE));
  }

  private static EventOutcome outcome(ReplayOutcome outcome) {
    if (outcome instanceof ReplayOutcome.Replayed replayed) {
      return replayed.outcome();
    }
    throw new AssertionError("it was not replayed: " + outcome);
  }

  @Test
  void makesOnceWhatTheOldRulesLeftOutAndMovesNoPointer() {
    commit(unmatched(event("missed")));
    setup.clock.advance(Duration.ofDays(2));
    Judged now = judged(event("missed"), triage("Missed"));

    assertThat(outcome(replay(now))).isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.made(daemon)).isOne();
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 1");
    assertThat(setup.counted(daemon).of(Stage.REPLAYED)).isOne();
    assertThat(outcome(replay(now))).isInstanceOf(EventOutcome.Known.class);
    assertThat(commit(now).getFirst()).isInstanceOf(EventOutcome.Known.class);
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void addsWhatIsNewAndLeavesWhatWasMadeAsItIs() {
    Effect old = triage("Old title");
    commit(judged(event("a"), old));
    EventOutcome outcome =
        outcome(
            replay(
                judged(
                    event("a"),
                    triage("New title", Effect.Merge.UPDATE),
                    incident("An incident too"))));

    assertThat(outcome).isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.made(daemon)).isEqualTo(2);
    assertThat(setup.triageEvent(CommitSetup.objects(outcome).getFirst()).title())
        .isEqualTo("Old title");
  }

  @Test
  void addsATaskAndCountsNoSightingTwice() {
    IndicatorName name =
        IndicatorName.read(IndicatorType.DOMAIN, "kept" + daemon.value() + ".evil.example");
    Effect seen = new Effect.AddIndicator(name, Map.of());
    commit(judged(event("a"), seen));
    Effect task =
        new Effect.CreateTask(
            "t", new Effect.TaskPlace.SameRule(), Map.of("title", "Look"), Effect.TaskMerge.UPDATE);
    Judged now = judged(event("a"), seen, task);

    assertThat(outcome(replay(now))).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcome(replay(now))).isInstanceOf(EventOutcome.Known.class);
    assertThat(setup.made(daemon)).isEqualTo(2);
    assertThat(
            setup.store.casework().indicators(new IndicatorFilter(null, name.value(), null), 0, 10))
        .singleElement()
        .satisfies(indicator -> assertThat(indicator.sightings().count()).isOne());
  }

  @Test
  void leavesToPeopleWhatWaitsInQuarantineAndWhatANewerVersionReplaced() {
    commit(failing(event("bad"), "mapping", "no date"));
    assertThat(replay(judged(event("bad"), triage("Bad")))).isEqualTo(new ReplayOutcome.NotOpen());
    commit(judged(event("a", "2"), triage("Second")));
    assertThat(replay(judged(event("a", "1"), incident("First"))))
        .isEqualTo(new ReplayOutcome.NotOpen());
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void makesNothingWhenTheDataLayerRefuses() {
    commit(unmatched(event("a")));
    Effect lost = new Effect.AddNote(new Effect.Target.IncidentNumber(999_999_999), "lost");
    assertThat(replay(judged(event("a"), triage("A"), lost)))
        .isInstanceOfSatisfying(
            ReplayOutcome.FailedAgain.class,
            failed -> assertThat(failed.reason()).contains("999999999"));
    assertThat(setup.made(daemon)).isZero();
    assertThat(outcome(replay(judged(event("a"), triage("A")))))
        .isInstanceOf(EventOutcome.Created.class);
  }

  @Test
  void makesNothingTwiceWhenManyReplayBesideARun() throws Exception {
    commit(unmatched(event("a")));
    Judged now = judged(event("a"), triage("A"), incident("A"));
    List<Callable<EventOutcome>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      work.add(() -> outcome(replay(now)));
    }
    work.add(() -> commit(now).getFirst());
    List<EventOutcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<EventOutcome> future : executor.invokeAll(work)) {
        outcomes.add(future.get());
      }
    }

    assertThat(outcomes).filteredOn(EventOutcome.Created.class::isInstance).hasSize(1);
    assertThat(setup.made(daemon)).isEqualTo(2);
  }
}
