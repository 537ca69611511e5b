package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.STREAM;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.failing;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.only;
import static org.tomte.testkit.CommitSetup.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.QuarantineReplay;
import org.tomte.engine.commit.QuarantineReplay.Judgement;
import org.tomte.engine.commit.ReplayOutcome;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.keep.StoredBody;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.quarantine.QuarantineStore.Closing;
import org.tomte.engine.quarantine.QuarantineStore.Filter;
import org.tomte.engine.quarantine.QuarantineStore.State;

/** What every store must do with events that failed. */
public abstract class QuarantineContract {
  private static final Closing ANN = new Closing("ann", "looked at it", START.plusSeconds(60));

  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;
  private QuarantineReplay replay;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
    replay =
        new QuarantineReplay(
            setup.store.store(),
            setup.store.quarantine(),
            setup.store.blobs(),
            CaseworkContext.plain(clock));
  }

  private List<EventOutcome> commit(Judged... events) {
    return setup.committed(setup.batch(daemon, epoch, 1, List.of(events)));
  }

  private long quarantined(String key) {
    if (commit(failing(event(key), "mapping", "no date")).getFirst()
        instanceof EventOutcome.Quarantined failed) {
      return failed.entry();
    }
    throw new AssertionError("it was not quarantined");
  }

  private QuarantineEntry entry(long id) {
    return setup.store.quarantine().find(id).orElseThrow();
  }

  /** Decides as a daemon that was mended would. */
  private Judgement mended(QuarantineEntry entry) {
    if (!(entry.item().item(setup.store.blobs()) instanceof Event event)) {
      throw new AssertionError("it cannot be read");
    }
    String title = String.valueOf(event.fields().get("title"));
    return new Judgement(
        judged(event, entry.instant(), triage(title)), KeepPolicy.STANDARD, Batch.Mode.LIVE);
  }

  @Test
  void listsPagesOfWhatFits() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ids.add(quarantined("q" + i));
      setup.clock.advance(Duration.ofMinutes(1));
    }
    commit(failing(event("r"), "rule", "no field"));
    QuarantineStore store = setup.store.quarantine();

    assertThat(store.count(Filter.open(daemon))).isEqualTo(8);
    Filter mapping = new Filter(daemon, "mapping", null, null, null, null);
    assertThat(store.list(mapping, 3))
        .extracting(QuarantineEntry::id)
        .containsExactly(ids.get(6), ids.get(5), ids.get(4));
    Filter rest = new Filter(daemon, "mapping", null, null, null, ids.get(4));
    assertThat(store.list(rest, 10))
        .extracting(QuarantineEntry::id)
        .containsExactly(ids.get(3), ids.get(2), ids.get(1), ids.get(0));
    Instant from = START.plusSeconds(60);
    Filter span = new Filter(daemon, null, State.NEW, from, from.plusSeconds(60), null);
    assertThat(store.list(span, 10)).extracting(QuarantineEntry::id).containsExactly(ids.get(1));
    assertThat(store.list(Filter.open(setup.daemon()), 10)).isEmpty();
    assertThat(store.list(mapping, 3))
        .extracting(each -> each.item().key())
        .containsExactly("q6", "q5", "q4");
  }

  @Test
  void replaysAtTheRecordedInstantWithoutMovingThePointer() {
    long id = quarantined("a");
    setup.clock.advance(Duration.ofDays(3));
    AtomicReference<Instant> instant = new AtomicReference<>();
    ReplayOutcome outcome =
        replay.replay(
            id,
            entry -> {
              instant.set(entry.instant());
              return mended(entry);
            },
            "ann");

    assertThat(instant.get()).isEqualTo(START);
    if (!(outcome instanceof ReplayOutcome.Replayed replayed)) {
      throw new AssertionError("it was not replayed: " + outcome);
    }
    assertThat(setup.triageEvent(only(replayed.outcome())).title()).isEqualTo("Title of a");
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 1");
    assertThat(entry(id).state()).isEqualTo(State.REPLAYED);
    assertThat(entry(id).closing()).extracting(closing -> closing.who()).isEqualTo("ann");
    assertThat(setup.counted(daemon).of(Stage.REPLAYED)).isOne();
    assertThat(setup.store.kept().ofKey(daemon, "a")).hasSize(1);
    assertThat(commit(judged(event("a"), triage("x"))))
        .containsExactly(new EventOutcome.Known(CommitSetup.objects(replayed.outcome())));
    assertThat(replay.replay(id, this::mended, "ben")).isEqualTo(new ReplayOutcome.NotOpen());
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void staysOpenWithTheNewReasonWhenAReplayFails() {
    long id = quarantined("a");
    Judged worse = failing(event("a"), "rule", "still no date");
    Function<QuarantineEntry, Judgement> decide =
        _ -> new Judgement(worse, KeepPolicy.STANDARD, Batch.Mode.LIVE);

    assertThat(replay.replay(id, decide, "ann"))
        .isEqualTo(new ReplayOutcome.FailedAgain("rule", "still no date"));
    assertThat(entry(id).state()).isEqualTo(State.NEW);
    assertThat(entry(id).reason()).isEqualTo("still no date");
    assertThat(entry(id).replays()).isOne();
    assertThat(replay.replay(id, this::mended, "ann")).isInstanceOf(ReplayOutcome.Replayed.class);
  }

  @Test
  void failsAgainWhenTheDataLayerRefuses() {
    long id = quarantined("a");
    Effect lost = new Effect.AddNote(new Effect.Target.IncidentNumber(999_999_999), "lost");
    Function<QuarantineEntry, Judgement> decide =
        _ ->
            new Judgement(
                judged(event("a"), triage("T"), lost), KeepPolicy.STANDARD, Batch.Mode.LIVE);

    assertThat(replay.replay(id, decide, "ann"))
        .isInstanceOfSatisfying(
            ReplayOutcome.FailedAgain.class,
            failed -> assertThat(failed.reason()).contains("999999999"));
    assertThat(setup.made(daemon)).isZero();
  }

  @Test
  void makesNothingTwiceWhenManyReplayAtOnce() throws Exception {
    long id = quarantined("a");
    List<Callable<ReplayOutcome>> work = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      work.add(() -> replay.replay(id, this::mended, "ann"));
    }
    List<ReplayOutcome> outcomes = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<ReplayOutcome> future : executor.invokeAll(work)) {
        outcomes.add(future.get());
      }
    }

    assertThat(outcomes.stream().filter(ReplayOutcome.Replayed.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(ReplayOutcome.NotOpen.class::isInstance)).hasSize(7);
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void usesWhatAPersonEditedAndKeepsWhatCameFirst() {
    long id = quarantined("a");
    QuarantineStore store = setup.store.quarantine();
    StoredBody raw = StoredBody.inRow("text/plain", new byte[] {1, 2});

    assertThat(store.edit(id, Map.of("title", "Mended", "number", 1L), raw, ANN)).isTrue();
    QuarantineEntry edited = entry(id);
    assertThat(edited.item().fields()).containsEntry("title", "Mended");
    assertThat(edited.item().raw()).extracting(body -> body.mediaType()).isEqualTo("text/plain");
    assertThat(edited.original())
        .isNotNull()
        .extracting(item -> String.valueOf(item.fields()))
        .asString()
        .contains("Title of a");
    assertThat(edited.closing()).isEqualTo(ANN);
    ReplayOutcome outcome = replay.replay(id, this::mended, "ann");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            ReplayOutcome.Replayed.class,
            replayed ->
                assertThat(setup.triageEvent(only(replayed.outcome())).title())
                    .isEqualTo("Mended"));
    assertThat(store.edit(id, Map.of("title", "Too late"), null, ANN)).isFalse();
    assertThat(entry(id).original()).isNotNull();
  }

  @Test
  void discardsForGood() {
    long id = quarantined("a");
    QuarantineStore store = setup.store.quarantine();

    assertThat(store.discard(List.of(id, 999_999_999L), ANN)).isOne();
    assertThat(entry(id).state()).isEqualTo(State.DISCARDED);
    assertThat(entry(id).closing()).isEqualTo(ANN);
    assertThat(store.discard(List.of(id), ANN)).isZero();
    assertThat(replay.replay(id, this::mended, "ben")).isEqualTo(new ReplayOutcome.NotOpen());
    assertThat(commit(judged(event("a"), triage("x"))))
        .containsExactly(new EventOutcome.Known(List.of()));
    assertThat(setup.made(daemon)).isZero();
  }

  @Test
  void makesRoomForANewerVersion() {
    if (!(commit(failing(event("a", "1"), "mapping", "no date")).getFirst()
        instanceof EventOutcome.Quarantined failed)) {
      throw new AssertionError("it was not quarantined");
    }
    EventOutcome newer = commit(judged(event("a", "2"), triage("Now"))).getFirst();

    assertThat(newer).isInstanceOf(EventOutcome.Created.class);
    assertThat(entry(failed.entry()).state()).isEqualTo(State.REPLAYED);
    assertThat(replay.replay(failed.entry(), this::mended, "ann"))
        .isEqualTo(new ReplayOutcome.NotOpen());
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void replaysAllThatFit() {
    for (int i = 0; i < 5; i++) {
      quarantined("q" + i);
    }
    List<ReplayOutcome> outcomes = replay.replayAll(Filter.open(daemon), this::mended, "ann");

    assertThat(outcomes).hasSize(5).allMatch(ReplayOutcome.Replayed.class::isInstance);
    assertThat(setup.made(daemon)).isEqualTo(5);
    assertThat(setup.store.quarantine().count(Filter.open(daemon))).isZero();
    assertThat(
            entry(
                setup
                    .store
                    .quarantine()
                    .list(new Filter(daemon, null, null, null, null, null), 1)
                    .getFirst()
                    .id())
                .stream())
        .isEqualTo(STREAM);
  }
}
