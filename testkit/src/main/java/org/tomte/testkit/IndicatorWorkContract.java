package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.observe.Stage;

/** What every store must do with events that bring indicators. */
public abstract class IndicatorWorkContract {
  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;
  private int page;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void begin() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
  }

  private List<EventOutcome> commit(Judged... events) {
    return setup.committed(setup.batch(daemon, epoch, ++page, List.of(events)));
  }

  /** A name that no other test uses. */
  private IndicatorName name(String label) {
    return IndicatorName.read(
        IndicatorType.DOMAIN, label + ".d" + daemon.value() + ".evil.example");
  }

  private Effect add(String label) {
    return add(label, Map.of("confidence", 50L));
  }

  private Effect add(String label, Map<String, @Nullable Object> fields) {
    return new Effect.AddIndicator(name(label), fields);
  }

  private Indicator stored(String label) {
    List<Indicator> found =
        setup
            .store
            .casework()
            .indicators(new IndicatorFilter(null, name(label).value(), null), 0, 10);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void makesWhatIsNewAndMergesWhatIsThere() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), add("x"), incident("Found")),
            judged(event("b"), add("x"), add("y")),
            judged(event("c"), add("y"), add("x", Map.of("tags", List.of("later")))));

    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(1)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(2)).isInstanceOf(EventOutcome.Merged.class);
    assertThat(objects(outcomes.get(2))).containsExactly(stored("y").ref(), stored("x").ref());
    assertThat(stored("x").sightings().count()).isEqualTo(3);
    assertThat(stored("x").sightings().last())
        .as("the event's own time")
        .isEqualTo(START.minusSeconds(5));
    assertThat(stored("x").fields().asMap())
        .containsEntry("confidence", 50L)
        .containsEntry("tags", List.of("later"))
        .containsEntry("link", "https://source.example/a");
    assertThat(setup.counted(daemon).of(Stage.OBJECTS)).isEqualTo(3);
    assertThat(setup.counted(daemon).of(Stage.MERGED)).isOne();
  }

  @Test
  void twoDaemonsMeetInOneRow() {
    commit(judged(event("a"), add("x")));
    DaemonId other = setup.daemon();
    EventOutcome outcome =
        setup
            .committed(
                setup.batch(
                    other,
                    setup.epoch(other),
                    1,
                    List.of(judged(event("a"), add("x", Map.of("confidence", 80L))))))
            .getFirst();

    assertThat(outcome).isEqualTo(new EventOutcome.Merged(List.of(stored("x").ref())));
    assertThat(stored("x").sightings().count()).isEqualTo(2);
    assertThat(stored("x").confidence()).isEqualTo(80);
    assertThat(stored("x").createdBy().daemonIdentity()).isEqualTo(daemon.value());
  }

  @Test
  void aBatchThatIsCommittedAgainCountsNothingTwice() {
    Judged[] events = {
      judged(event("a"), add("x"), add("y")), judged(event("b"), add("x")),
    };
    commit(events);
    Indicator before = stored("x");
    assertThat(commit(events)).allMatch(EventOutcome.Known.class::isInstance);
    assertThat(stored("x")).isEqualTo(before);
    assertThat(stored("y").sightings().count()).isOne();
  }

  @Test
  void aNewerVersionOfAnEventIsAnotherSighting() {
    commit(judged(event("a", "1"), add("x")));
    setup.clock.advance(java.time.Duration.ofHours(1));
    EventOutcome newer = commit(judged(event("a", "2"), add("x"))).getFirst();
    assertThat(newer).isInstanceOf(EventOutcome.Merged.class);
    assertThat(stored("x").sightings().count()).isEqualTo(2);
  }

  @Test
  void aBadFieldCostsItsEventOnly() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), add("bad", Map.of("confidence", 1_000L)), add("x")),
            judged(event("b"), add("y")));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> assertThat(failed.reason()).contains("confidence").contains("from 0 to 100"));
    assertThat(outcomes.get(1)).isInstanceOf(EventOutcome.Created.class);
    assertThat(
            setup
                .store
                .casework()
                .indicators(new IndicatorFilter(null, null, daemon.value()), 0, 10))
        .containsExactly(stored("y"));
  }

  @Test
  void whatIsSeenIsSeenByTheChangeLogOnce() {
    commit(judged(event("a"), add("x")));
    commit(judged(event("b"), add("x")));
    assertThat(setup.store.casework().history(stored("x").ref()))
        .extracting(Change::field)
        .containsExactly(Change.CREATED);
    assertThat(setup.store.casework().history(stored("x").ref()).getFirst().position())
        .isGreaterThan(ChangePosition.START);
  }

  @Test
  void aPageOfManyCostsWhatItBrings() {
    List<Judged> events = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      events.add(judged(event("e" + i), add("m" + i % 100)));
    }
    List<EventOutcome> outcomes = setup.committed(setup.batch(daemon, epoch, ++page, events));
    assertThat(outcomes.stream().filter(EventOutcome.Created.class::isInstance)).hasSize(100);
    assertThat(outcomes.stream().filter(EventOutcome.Merged.class::isInstance)).hasSize(300);
    assertThat(stored("m7").sightings().count()).isEqualTo(4);
  }

  @Test
  void observingMakesNothing() {
    Batch live = setup.batch(daemon, epoch, 1, List.of(judged(event("a"), add("o"))));
    Batch observing =
        new Batch(
            live.daemon(),
            live.lane(),
            live.epoch(),
            live.run(),
            Batch.Mode.OBSERVE,
            live.events(),
            live.pointers(),
            live.counters(),
            live.keep());
    assertThat(setup.committed(observing).getFirst()).isInstanceOf(EventOutcome.Observed.class);
    assertThat(
            setup
                .store
                .casework()
                .indicators(new IndicatorFilter(null, null, daemon.value()), 0, 10))
        .isEmpty();
  }
}
