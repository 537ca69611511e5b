package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerSettings.Caps;
import org.tomte.engine.pointer.PointerSettings.Lateness;

/** Thousands of small tables of times, read by runs that crash anywhere. */
@NullUnmarked
class WatermarkSimulationTest {
  private static final List<Duration> PRECISIONS =
      List.of(
          Duration.ofMillis(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(2_500),
          Duration.ofMinutes(1),
          Duration.ofDays(1));
  private static final List<Integer> ROOM = List.of(0, 1, 3, 8, 2_048);

  private final Set<String> expected = new TreeSet<>();
  private WatermarkModel model;
  private ModelRunner runner;
  private Random random;
  private Instant earliest;
  private int number;

  private void make(long seed, Lateness lateness, Start start) {
    random = new Random(seed);
    model = new WatermarkModel();
    model.precision = pick(PRECISIONS);
    model.cursors = random.nextInt(6) > 0;
    model.filters = random.nextInt(8) > 0;
    model.bounds = random.nextBoolean();
    model.saysClock = random.nextBoolean();
    model.clockAhead = Duration.ofSeconds(random.nextInt(240) - 120);
    PointerSettings settings =
        PointerSettings.DEFAULT
            .withStart(start)
            .withLateness(lateness)
            .withCaps(new Caps(pick(ROOM), 500, 100_000, 10));
    runner = new ModelRunner(new StreamKind.Watermark(model.precision), settings, model, random);
    runner.maxEvents = 1 + random.nextInt(5);
    runner.crash = random.nextInt(3) * 0.15;
    expected.clear();
    number = 0;
    earliest = null;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Adds rows stamped by the source's clock, visible up to so many seconds later. */
  private void addRows(int most, int lateSeconds) {
    Instant clock = runner.now.plus(model.clockAhead);
    Instant second = TimeSteps.later(clock.truncatedTo(ChronoUnit.SECONDS), earliest);
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String key = "row-" + ++number;
      Instant time =
          random.nextInt(3) > 0
              ? second
              : TimeSteps.later(clock.minusMillis(random.nextInt(1_000)), earliest);
      int late = lateSeconds == 0 || random.nextInt(3) > 0 ? 0 : random.nextInt(lateSeconds);
      if (random.nextInt(15) == 0) {
        time = null;
      } else if (random.nextInt(20) == 0) {
        time = clock.plus(Duration.ofMinutes(20 + random.nextInt(10_000)));
      }
      model.add(key, time, runner.now.plusSeconds(late));
      expected.add(key + "@null");
    }
    earliest = clock;
  }

  private void step() {
    runner.now = runner.now.plusMillis(random.nextInt(40_000));
    model.now = runner.now;
    runner.sourceNow = model.saysClock && random.nextBoolean() ? clock() : null;
  }

  private Instant clock() {
    return runner.now.plus(model.clockAhead);
  }

  private void live(int rounds, int lateSeconds) {
    for (int round = 0; round < rounds; round++) {
      step();
      addRows(6, lateSeconds);
      runner.run();
    }
  }

  /** Two runs without a crash once everything is visible, ripe and no longer future. */
  private void settle(Duration wait) {
    runner.crash = 0;
    runner.maxPages = Integer.MAX_VALUE;
    runner.now = runner.now.plus(wait);
    model.now = runner.now;
    runner.sourceNow = null;
    assertThat(runner.run()).isTrue();
    assertThat(runner.run()).isTrue();
  }

  private Set<String> lost() {
    Set<String> lost = new TreeSet<>();
    for (String edition : expected) {
      if (runner.sink.decisions(edition) == 0) {
        lost.add(edition);
      }
    }
    return lost;
  }

  private void nothingDoubled(long seed) {
    for (String edition : expected) {
      String key = edition.substring(0, edition.indexOf('@'));
      int decisions = runner.sink.decisions(edition);
      int effects = decisions == 1 && ModelSink.hasEffects(key) ? 1 : 0;
      if (decisions > 1 || runner.sink.effects(edition) != effects) {
        fail(
            "%s: %d decisions, %d effects; %s"
                .formatted(key, decisions, runner.sink.effects(edition), setup(seed).get()));
      }
    }
  }

  @Test
  void withoutLateRowsNothingIsLostOrDoubled() {
    for (long seed = 0; seed < 500; seed++) {
      make(seed, Lateness.DEFAULT, Start.BEGINNING);
      live(12, 0);
      settle(Duration.ofDays(3));
      assertThat(lost()).as(setup(seed)).isEmpty();
      nothingDoubled(seed);
    }
  }

  private Supplier<String> setup(long seed) {
    return () ->
        "seed %d, step %s, cursors %s, filters %s, bounds %s, at most %d, room %d, %s, rows %s"
            .formatted(
                seed,
                model.precision,
                model.cursors,
                model.filters,
                model.bounds,
                runner.maxEvents,
                runner.settings.caps().rememberedKeys(),
                runner.state,
                model.rows);
  }

  @Test
  void rereadFindsEveryLateRowWithinItsSpan() {
    Lateness reread = Lateness.DEFAULT.withReread(Duration.ofSeconds(400));
    for (long seed = 10_000; seed < 10_500; seed++) {
      make(seed, reread, Start.BEGINNING);
      live(12, 120);
      runner.crash = 0;
      runner.now = runner.now.plusSeconds(121);
      model.now = runner.now;
      runner.run();
      settle(Duration.ofDays(3));
      assertThat(lost()).as(setup(seed)).isEmpty();
      nothingDoubled(seed);
    }
  }

  @Test
  void holdBackWaitsForEveryLateRowWithinIt() {
    // Our clock may stand 120 s off the source's, which the source does not always say.
    Lateness held = Lateness.DEFAULT.withHoldBack(Duration.ofMinutes(5));
    for (long seed = 20_000; seed < 20_500; seed++) {
      make(seed, held, Start.BEGINNING);
      live(12, 120);
      settle(Duration.ofDays(10));
      assertThat(lost()).as(setup(seed)).isEmpty();
      nothingDoubled(seed);
    }
  }

  @Test
  void withoutRereadOnlyRowsBehindTheBoundaryAreLost() {
    int lostAltogether = 0;
    for (long seed = 30_000; seed < 30_350; seed++) {
      make(seed, Lateness.DEFAULT, Start.BEGINNING);
      live(12, 120);
      settle(Duration.ofDays(3));
      Set<String> late = new HashSet<>();
      for (WatermarkModel.Row row : model.rows) {
        if (row.time() != null && row.visible().isAfter(row.time().minus(model.clockAhead))) {
          late.add(model.edition(row));
        }
      }
      assertThat(late).as("seed %d", seed).containsAll(lost());
      lostAltogether += lost().size();
      nothingDoubled(seed);
    }
    assertThat(lostAltogether).as("the model makes rows that a boundary alone loses").isPositive();
  }

  @Test
  void startNowTakesWhatIsThereAsKnownAndLosesNothingAfterwards() {
    Lateness reread = Lateness.DEFAULT.withReread(Duration.ofSeconds(400));
    for (long seed = 40_000; seed < 40_350; seed++) {
      make(seed, reread, Start.NOW);
      addRows(30, 0);
      model.rows.replaceAll(row ->
          new WatermarkModel.Row(
              row.key(),
              row.time() == null || random.nextBoolean() ? row.time() : old(row.time()),
              row.visible(),
              null));
      Set<String> there = new HashSet<>(expected);
      double crash = runner.crash;
      for (int run = 0; runner.state == null || runner.state.opening() != null; run++) {
        runner.crash = run < 5 ? crash : 0;
        runner.run();
        assertThat(run).as(setup(seed)).isLessThan(50);
      }
      assertThat(runner.sink.decided()).as("seed %d", seed).isZero();
      expected.clear();
      runner.crash = crash;
      live(10, 120);
      runner.crash = 0;
      runner.now = runner.now.plusSeconds(121);
      model.now = runner.now;
      runner.run();
      settle(Duration.ofDays(3));
      assertThat(lost()).as(setup(seed)).isEmpty();
      nothingDoubled(seed);
      there.forEach(one -> assertThat(runner.sink.effects(one)).isZero());
    }
  }

  private Instant old(Instant time) {
    return time.minus(Duration.ofHours(random.nextInt(200)));
  }

  @Test
  void unsortedSourcesLoseNothingAndHaveEffectsOnce() {
    for (long seed = 50_000; seed < 50_350; seed++) {
      make(seed, Lateness.DEFAULT, Start.BEGINNING);
      model.cursors = true;
      runner.maxEvents = 8;
      // From the start: a page that is in order by accident proves nothing (see ReadPlan).
      runner.state = new WatermarkPointer(null, null, KeyMemory.EMPTY, true, null);
      for (int round = 0; round < 10; round++) {
        step();
        addRows(6, 0);
        model.shuffle = seed + round;
        runner.run();
        if (!(runner.state instanceof WatermarkPointer pointer && pointer.unsorted())) {
          break;
        }
      }
      model.shuffle = null;
      settle(Duration.ofDays(3));
      assertThat(lost()).as(setup(seed)).isEmpty();
      for (String edition : expected) {
        assertThat(runner.sink.effects(edition)).as("seed %d", seed).isLessThanOrEqualTo(1);
      }
    }
  }
}
