package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerSettings.Caps;
import org.tomte.engine.pointer.PointerSettings.Lateness;

/** Thousands of small tables with ids, read by runs that crash anywhere. */
@NullUnmarked
class OrderedIdsSimulationTest {
  private static final Duration SETTLE = Duration.ofMinutes(5);

  private final Set<String> expected = new TreeSet<>();
  private IdsModel model;
  private ModelRunner runner;
  private Random random;
  private long sequence;
  private int number;

  private void make(long seed, boolean gaps, PointerSettings settings) {
    random = new Random(seed);
    model = new IdsModel();
    model.cursors = random.nextInt(6) > 0;
    model.filters = random.nextInt(8) > 0;
    runner =
        new ModelRunner(
            new StreamKind.OrderedIds(gaps),
            settings.withCaps(new Caps(4, 500, 100_000, 10)),
            model,
            random);
    runner.maxEvents = 1 + random.nextInt(5);
    runner.crash = random.nextInt(3) * 0.15;
    expected.clear();
    sequence = random.nextInt(3) * 1_000L;
    number = 0;
  }

  private void addRows(int most, int lateSeconds) {
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      sequence += random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 1;
      String key = "row-" + ++number;
      int late = lateSeconds == 0 || random.nextInt(3) > 0 ? 0 : random.nextInt(lateSeconds);
      Long id = random.nextInt(25) == 0 ? null : Long.valueOf(sequence);
      Instant visible = runner.now.plusSeconds(late);
      model.rows.add(new IdsModel.Row(key, id, runner.now, visible));
      expected.add(key);
    }
  }

  private void live(int rounds, int lateSeconds) {
    for (int round = 0; round < rounds; round++) {
      step(Duration.ofMillis(random.nextInt(40_000)));
      addRows(6, lateSeconds);
      runner.run();
    }
  }

  private void step(Duration wait) {
    runner.now = runner.now.plus(wait);
    model.now = runner.now;
  }

  private void settle() {
    runner.crash = 0;
    for (int run = 0; run < 3; run++) {
      step(SETTLE.plusSeconds(60));
      assertThat(runner.run()).isTrue();
    }
  }

  private void onceEach(long seed) {
    for (String key : expected) {
      int effects = runner.sink.effects(key + "@null");
      if (runner.sink.decisions(key + "@null") != 1
          || effects != (ModelSink.hasEffects(key) ? 1 : 0)) {
        fail(setup(seed, key).get());
      }
    }
  }

  private Supplier<String> setup(long seed, String key) {
    return () ->
        "seed %d, %s, cursors %s, filters %s, at most %d, %s, rows %s"
            .formatted(
                seed,
                key,
                model.cursors,
                model.filters,
                runner.maxEvents,
                runner.state,
                model.rows);
  }

  @Test
  void lateCommitsAndHolesLoseAndDoubleNothing() {
    for (long seed = 0; seed < 500; seed++) {
      make(seed, true, PointerSettings.DEFAULT.withStart(Start.BEGINNING));
      live(15, 200);
      settle();
      onceEach(seed);
      assertThat(gaps().gaps()).as(setup(seed, "gaps are closed in the end")).isEmpty();
    }
  }

  private GapLedger gaps() {
    return runner.state instanceof OrderedIdsPointer ids ? ids.gaps() : GapLedger.EMPTY;
  }

  @Test
  void aSourceInOrderNeedsNoGaps() {
    for (long seed = 10_000; seed < 10_350; seed++) {
      make(seed, false, PointerSettings.DEFAULT.withStart(Start.BEGINNING));
      live(12, 0);
      settle();
      onceEach(seed);
    }
  }

  @Test
  void idsThatStayWatchedFindWhatComesLaterThanTheSettleTime() {
    Lateness late = Lateness.DEFAULT.withSettle(Duration.ZERO).withRereadIds(1_000);
    for (long seed = 20_000; seed < 20_250; seed++) {
      make(seed, false, PointerSettings.DEFAULT.withStart(Start.BEGINNING).withLateness(late));
      live(12, 200);
      settle();
      onceEach(seed);
    }
  }

  @Test
  void holdBackByTheTimeOfEventsPassesNothingThatIsTooYoung() {
    Lateness held = Lateness.DEFAULT.withHoldBack(Duration.ofSeconds(90));
    for (long seed = 30_000; seed < 30_250; seed++) {
      make(
          seed,
          random(seed),
          PointerSettings.DEFAULT.withStart(Start.BEGINNING).withLateness(held));
      for (int round = 0; round < 12; round++) {
        step(Duration.ofMillis(random.nextInt(40_000)));
        addRows(6, 0);
        runner.run();
        Instant bound = runner.now.minusSeconds(90);
        for (Judged one : runner.lastRun) {
          Instant time = Reading.time(one.item());
          boolean mayBeTaken = time.isBefore(bound) || one.verdict() != Verdict.NEW;
          assertThat(mayBeTaken).as(setup(seed, one.item().key())).isTrue();
        }
      }
      settle();
      onceEach(seed);
    }
  }

  private static boolean random(long seed) {
    return (seed & 1) == 0;
  }

  @Test
  void unsortedSourcesLoseNothingAndHaveEffectsOnce() {
    for (long seed = 40_000; seed < 40_250; seed++) {
      make(seed, random(seed), PointerSettings.DEFAULT.withStart(Start.BEGINNING));
      model.cursors = true;
      runner.maxEvents = 8;
      // From the start: a page that is in order by accident proves nothing.
      runner.state = new OrderedIdsPointer(null, null, GapLedger.EMPTY, null, true, null);
      for (int round = 0; round < 10; round++) {
        step(Duration.ofMillis(random.nextInt(40_000)));
        addRows(6, 0);
        model.shuffle = seed + round;
        runner.run();
        if (!(runner.state instanceof OrderedIdsPointer ids && ids.unsorted())) {
          break;
        }
      }
      model.shuffle = null;
      settle();
      for (String key : expected) {
        assertThat(runner.sink.decisions(key + "@null")).as(setup(seed, key)).isPositive();
        assertThat(runner.sink.effects(key + "@null")).as(setup(seed, key)).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void startNowTakesWhatIsThereAsKnownAndLosesNothingAfterwards() {
    for (long seed = 50_000; seed < 50_250; seed++) {
      make(seed, random(seed), PointerSettings.DEFAULT);
      addRows(30, 0);
      double crash = runner.crash;
      for (int run = 0; runner.state == null || runner.state.opening() != null; run++) {
        runner.crash = run < 5 ? crash : 0;
        runner.run();
        assertThat(run).as(setup(seed, "the opening ends")).isLessThan(7);
      }
      assertThat(runner.sink.decided()).as(setup(seed, "nothing is decided")).isZero();
      expected.clear();
      runner.crash = crash;
      live(10, random(seed) ? 200 : 0);
      settle();
      onceEach(seed);
    }
  }
}
