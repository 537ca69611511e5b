package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.STREAM;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.failing;
import static org.tomte.testkit.CommitSetup.group;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.many;
import static org.tomte.testkit.CommitSetup.triage;
import static org.tomte.testkit.CommitSetup.unmatched;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeyRow;
import org.tomte.engine.commit.KeyUse;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.decision.Effect.Merge;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.PlannedEffect.Condition;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.quarantine.QuarantineStore;

/** Commits that are cut off, in each other's way, or poisoned: nothing is lost or doubled. */
public abstract class AttackedCommitContract {
  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
  }

  /** A page with everything in it. */
  private Batch mixed() {
    List<Judged> events = new ArrayList<>(many("m", 10));
    Acknowledgements told =
        new Acknowledgements(List.of(new Acknowledgements.Step("move", "Done")), List.of());
    Judged acknowledged = judged(event("told"), triage("Told"));
    events.add(
        new Judged(STREAM, acknowledged.item(), acknowledged.decision(), told, KeyUse.ALWAYS, 0));
    events.add(judged(event("i1"), incident("One", Merge.IGNORE, null)));
    for (String key : List.of("g1", "g2", "g3")) {
      events.add(judged(event(key), incident("G", Merge.IGNORE, group("x", Duration.ofHours(1)))));
    }
    Condition threshold = new Condition.Threshold(List.of("t"), Duration.ofMinutes(5), 3);
    for (String key : List.of("t1", "t2")) {
      PlannedEffect planned = new PlannedEffect("count", "1", triage("Counted"), threshold);
      events.add(judged(event(key), START, planned));
    }
    events.add(failing(event("f"), "mapping", "no date"));
    events.add(unmatched(event("u1")));
    events.add(unmatched(event("u2")));
    return setup.batch(daemon, epoch, 1, events);
  }

  private void assertMixedStandsOnce() {
    assertThat(setup.made(daemon)).isEqualTo(13);
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 1");
    Counters counters = setup.counted(daemon);
    assertThat(counters.of(Stage.READ)).isEqualTo(20);
    assertThat(counters.of(Stage.CREATED)).isEqualTo(13);
    assertThat(counters.of(Stage.MERGED)).isEqualTo(2);
    assertThat(counters.of(Stage.SUPPRESSED)).isEqualTo(2);
    assertThat(counters.of(Stage.DISCARDED)).isEqualTo(2);
    assertThat(counters.of(Stage.QUARANTINED)).isOne();
    assertThat(setup.store.quarantine().count(QuarantineStore.Filter.open(daemon))).isOne();
    assertThat(setup.store.acknowledgements().open(daemon, 10)).hasSize(1);
    assertThat(setup.store.kept().ofKey(daemon, "u1")).hasSize(1);
    assertThat(setup.store.kept().ofKey(daemon, "g2")).hasSize(1);
    assertThat(setup.store.runs().of(daemon, null, 5).getFirst().commits()).isOne();
  }

  @Test
  void losesAndDoublesNothingWhereverTheConnectionEnds() {
    int steps = 0;
    boolean reached = true;
    while (reached) {
      steps++;
      openADaemon();
      int step = steps;
      boolean[] hit = {false};
      FaultyStore faulty =
          new FaultyStore(
              setup.store.store(),
              new FaultyStore.Trouble() {
                @Override
                public void before(
                    int transaction, int call, String method, @Nullable Object[] arguments) {
                  if (transaction == 1 && call == step) {
                    hit[0] = true;
                    throw new StoreFault(StoreFault.Kind.LOST, "lost at " + method, null);
                  }
                }
              });
      BatchOutcome outcome = setup.commit(faulty).commit(List.of(mixed())).getFirst();
      assertThat(outcome).isInstanceOf(BatchOutcome.Committed.class);
      assertMixedStandsOnce();
      reached = hit[0];
    }
    assertThat(steps).isGreaterThan(15);
  }

  @Test
  void knowsThatItStandsWhenTheAnswerToCommitIsLost() {
    BatchOutcome expected = setup.commit(mixed());
    openADaemon();
    FaultyStore faulty = new FaultyStore(setup.store.store(), FaultyStore.lostAfterCommit());
    BatchOutcome outcome = setup.commit(faulty).commit(List.of(mixed())).getFirst();

    assertMixedStandsOnce();
    assertThat(CommitSetup.events(outcome))
        .extracting(each -> (Object) each.getClass())
        .containsExactlyElementsOf(
            CommitSetup.events(expected).stream().map(each -> (Object) each.getClass()).toList());
  }

  @Test
  void makesNothingTwiceWhenAPageIsReadAgainAfterACrash() {
    setup.commit(mixed());
    List<EventOutcome> again = setup.committed(mixed());

    assertThat(again.subList(0, 18)).allMatch(EventOutcome.Known.class::isInstance);
    assertThat(setup.made(daemon)).isEqualTo(13);
    assertThat(setup.counted(daemon).of(Stage.CREATED)).isEqualTo(13);
    assertThat(setup.counted(daemon).of(Stage.SUPPRESSED)).isEqualTo(2);
    assertThat(setup.store.acknowledgements().open(daemon, 10)).hasSize(1);
  }

  @Test
  void triesAgainWhenOthersWereInTheWay() {
    FaultyStore faulty =
        new FaultyStore(
            setup.store.store(), FaultyStore.failBefore(6, 5, StoreFault.Kind.CONFLICT));

    assertThat(setup.commit(faulty).commit(List.of(mixed())).getFirst())
        .isInstanceOf(BatchOutcome.Committed.class);
    assertMixedStandsOnce();
  }

  @Test
  void givesUpWithoutATraceWhenItNeverGetsThrough() {
    for (StoreFault.Kind kind : StoreFault.Kind.values()) {
      if (kind == StoreFault.Kind.DATA) {
        continue;
      }
      FaultyStore faulty =
          new FaultyStore(setup.store.store(), FaultyStore.failBefore(4, 1_000, kind));
      BatchOutcome outcome = setup.commit(faulty).commit(List.of(mixed())).getFirst();

      FaultKind expected =
          kind == StoreFault.Kind.BROKEN ? FaultKind.INTERNAL : FaultKind.UNAVAILABLE;
      assertThat(outcome)
          .isInstanceOfSatisfying(
              BatchOutcome.Refused.class,
              refused -> {
                assertThat(refused.kind()).isEqualTo(expected);
                assertThat(refused.words()).contains("trouble");
              });
      assertThat(setup.made(daemon)).isZero();
      assertThat(setup.pointerOf(daemon)).isNull();
      assertThat(setup.counted(daemon).isZero()).isTrue();
    }
  }

  /** Refuses to make anything of some keys, as a constraint would. */
  private static FaultyStore.Trouble poison(Set<String> keys) {
    Set<KeyHash> hashes = new HashSet<>();
    keys.forEach(key -> hashes.add(KeyHash.of(key)));
    return new FaultyStore.Trouble() {
      @Override
      public void before(int transaction, int call, String method, @Nullable Object[] arguments) {
        if (method.equals("insertKeys") && arguments[0] instanceof Collection<?> rows) {
          for (Object each : rows) {
            boolean makes =
                each instanceof KeyRow row
                    && row.state() == KeyRow.State.DONE
                    && hashes.contains(row.name().hash());
            if (makes) {
              throw new StoreFault(StoreFault.Kind.DATA, "value too long for column x", null);
            }
          }
        }
      }
    };
  }

  @Test
  void findsTheFewEventsThatTheStoreRefusesAmongAThousand() {
    Set<String> bad = Set.of("e0", "e333", "e999");
    FaultyStore faulty = new FaultyStore(setup.store.store(), poison(bad));
    List<Judged> page = many("e", 1000);
    BatchOutcome outcome =
        setup.commit(faulty).commit(List.of(setup.batch(daemon, epoch, 1, page))).getFirst();

    List<EventOutcome> events = CommitSetup.events(outcome);
    for (int i = 0; i < page.size(); i++) {
      if (bad.contains("e" + i)) {
        assertThat(events.get(i))
            .isInstanceOfSatisfying(
                EventOutcome.Quarantined.class,
                failed -> {
                  assertThat(failed.stage()).isEqualTo("commit");
                  assertThat(failed.reason()).contains("too long");
                });
      } else {
        assertThat(events.get(i)).isInstanceOf(EventOutcome.Created.class);
      }
    }
    assertThat(setup.made(daemon)).isEqualTo(997);
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 1");
    assertThat(setup.store.quarantine().count(QuarantineStore.Filter.open(daemon))).isEqualTo(3);
  }

  @Test
  void stopsWhenTheStoreRefusesMostOfAPage() {
    Set<String> bad = new HashSet<>();
    IntStream.range(0, 25).forEach(i -> bad.add("e" + i));
    FaultyStore faulty = new FaultyStore(setup.store.store(), poison(bad));
    Batch batch = setup.batch(daemon, epoch, 1, many("e", 40));

    assertThat(setup.commit(faulty).commit(List.of(batch)).getFirst())
        .isInstanceOfSatisfying(
            BatchOutcome.Refused.class,
            refused -> assertThat(refused.kind()).isEqualTo(FaultKind.BAD_DATA));
    assertThat(setup.made(daemon)).isZero();
    assertThat(setup.store.quarantine().count(QuarantineStore.Filter.open(daemon))).isZero();
  }

  @Test
  void blamesNoEventWhenTheStoreRefusesWhatIsNoEvent() {
    FaultyStore faulty =
        new FaultyStore(
            setup.store.store(),
            new FaultyStore.Trouble() {
              @Override
              public void before(
                  int transaction, int call, String method, @Nullable Object[] arguments) {
                if (method.equals("movePointers")) {
                  throw new StoreFault(StoreFault.Kind.DATA, "pointer out of range", null);
                }
              }
            });
    Batch batch = setup.batch(daemon, epoch, 1, many("e", 40));

    assertThat(setup.commit(faulty).commit(List.of(batch)).getFirst())
        .isInstanceOfSatisfying(
            BatchOutcome.Refused.class,
            refused -> assertThat(refused.words()).contains("pointer out of range"));
    assertThat(setup.store.quarantine().count(QuarantineStore.Filter.open(daemon))).isZero();
  }

  @Test
  void commitsTheOthersWhenOneBatchIsPoisonedOrBroken() {
    List<DaemonId> daemons = IntStream.range(0, 4).mapToObj(_ -> setup.daemon()).toList();
    List<Batch> batches = new ArrayList<>();
    for (DaemonId each : daemons) {
      batches.add(setup.batch(each, setup.epoch(each), 1, many("d" + each.value() + "-", 5)));
    }
    String bad = "d" + daemons.get(1).value() + "-2";
    FaultyStore faulty = new FaultyStore(setup.store.store(), poison(Set.of(bad)));
    List<BatchOutcome> outcomes = setup.commit(faulty).commit(batches);

    assertThat(outcomes).allMatch(BatchOutcome.Committed.class::isInstance);
    assertThat(daemons.stream().map(setup::made)).containsExactly(5L, 4L, 5L, 5L);
  }

  private Batch lane(String lane, long laneEpoch, List<Judged> events) {
    Batch whole = setup.batch(daemon, laneEpoch, 1, events);
    return new Batch(
        daemon,
        lane,
        laneEpoch,
        whole.run(),
        whole.mode(),
        events,
        List.of(),
        whole.counters(),
        whole.keep());
  }

  private <T> List<T> together(List<Callable<T>> work) {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> future : executor.invokeAll(work)) {
        results.add(future.get());
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return results;
  }

  private List<Long> openLanes(int count) {
    List<LaneName> names =
        IntStream.range(0, count).mapToObj(i -> new LaneName(daemon, "lane-" + i)).toList();
    Map<LaneName, Long> epochs = setup.store.epochs().raise(names);
    return names.stream().map(epochs::get).toList();
  }

  @Test
  void letsManyWritersOfTheSameKeysMakeEachObjectOnce() {
    List<Long> epochs = openLanes(4);
    List<Callable<List<EventOutcome>>> work = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      List<Judged> events = new ArrayList<>(many("same", 200));
      Collections.shuffle(events, new Random(i));
      Batch batch = lane("lane-" + i, epochs.get(i), events);
      work.add(() -> setup.committed(batch));
    }
    long created =
        together(work).stream()
            .flatMap(List::stream)
            .filter(EventOutcome.Created.class::isInstance)
            .count();

    assertThat(created).isEqualTo(200);
    assertThat(setup.made(daemon)).isEqualTo(200);
    assertThat(setup.counted(daemon).of(Stage.KNOWN)).isEqualTo(600);
  }

  @Test
  void opensOneIncidentPerGroupHoweverManyWrite() {
    List<Long> epochs = openLanes(6);
    List<Callable<List<EventOutcome>>> work = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      List<Judged> events = new ArrayList<>();
      for (int j = 0; j < 30; j++) {
        String value = "campaign-" + (i % 2 == 0 ? j % 3 : 2 - j % 3);
        events.add(
            judged(
                event("g" + i + "-" + j),
                incident("G", Merge.IGNORE, group(value, Duration.ofHours(1)))));
      }
      Batch batch = lane("lane-" + i, epochs.get(i), events);
      work.add(() -> setup.committed(batch));
    }
    List<EventOutcome> outcomes = together(work).stream().flatMap(List::stream).toList();

    assertThat(outcomes).hasSize(180);
    assertThat(outcomes.stream().filter(EventOutcome.Created.class::isInstance)).hasSize(3);
    assertThat(outcomes.stream().filter(EventOutcome.Merged.class::isInstance)).hasSize(177);
    assertThat(setup.made(daemon)).isEqualTo(3);
  }

  @Test
  void countsThresholdsOverAllNodes() {
    List<Long> epochs = openLanes(2);
    Condition threshold = new Condition.Threshold(List.of("x"), Duration.ofMinutes(5), 15);
    List<Callable<List<EventOutcome>>> work = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i++) {
      String lane = "lane-" + i;
      long laneEpoch = epochs.get(i);
      work.add(() -> {
        List<EventOutcome> all = new ArrayList<>();
        for (int j = 0; j < 10; j++) {
          PlannedEffect planned = new PlannedEffect("rule", "1", triage("Many"), threshold);
          Judged judged = judged(event(lane + j), START.plusSeconds(j), planned);
          all.addAll(setup.committed(lane(lane, laneEpoch, List.of(judged))));
        }
        return all;
      });
    }
    List<EventOutcome> outcomes = together(work).stream().flatMap(List::stream).toList();

    assertThat(outcomes.stream().filter(EventOutcome.Created.class::isInstance)).hasSize(1);
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void stopsEveryRunOfBeforeWhenTheEpochIsRaisedMeanwhile() {
    List<Callable<Long>> work = new ArrayList<>();
    work.add(() -> {
      long pages = 0;
      for (int page = 1; page <= 200; page++) {
        Batch batch = setup.batch(daemon, epoch, page, many("p" + page + "-", 5));
        if (setup.commit(batch) instanceof BatchOutcome.Committed) {
          pages++;
        }
      }
      return pages;
    });
    work.add(() -> {
      while (setup.pointerOf(daemon) == null) {
        Thread.onSpinWait();
      }
      return setup.epoch(daemon);
    });
    List<Long> results = together(work);

    long pages = results.getFirst();
    assertThat(pages).isBetween(1L, 200L);
    assertThat(setup.made(daemon)).isEqualTo(5 * pages);
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page " + pages);
  }
}
