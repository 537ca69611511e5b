package org.tomte.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tomte.engine.timeframe.ClosedDays;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.OpenWindow;
import org.tomte.engine.timeframe.TimeFrame;
import org.tomte.engine.timeframe.TimeFrames;

class MissedRunsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant ANCHOR = Instant.parse("2026-11-25T00:00:00Z");
  private static final TimeFrames FRAMES =
      TimeFrames.of(
          List.of(
              new TimeFrame(
                  "business-hours",
                  BERLIN,
                  List.of(OpenWindow.weekly("mon-fri", "08:00", "18:00")),
                  ClosedDays.NONE,
                  List.of())));

  private static Timetable every(Duration every) {
    return Schedule.of(ScheduleEntry.every(every).spread(Jitter.NONE)).timetable(FRAMES, ANCHOR, 1);
  }

  private static Instant after(Duration duration) {
    return ANCHOR.plus(duration);
  }

  private static final Timetable HOURLY = every(Duration.ofHours(1));

  @Test
  void coalesceRunsTheLastMissedInstantOnce() {
    RunPlan plan =
        MissedRuns.COALESCE.plan(HOURLY, ANCHOR, after(Duration.ofHours(30).plusSeconds(5)));
    assertThat(plan.run()).containsExactly(after(Duration.ofHours(30)));
    assertThat(plan.skipped()).isEqualTo(29);
    assertThat(plan.waiting()).isZero();
    assertThat(plan.next()).contains(after(Duration.ofHours(31)));
  }

  @Test
  void allRunsEveryMissedInstantOldestFirstAndShowsThePile() {
    RunPlan plan =
        MissedRuns.ALL.plan(every(Duration.ofMinutes(1)), ANCHOR, after(Duration.ofHours(24)));
    assertThat(plan.run())
        .hasSize(MissedRuns.LARGEST_PILE)
        .startsWith(after(Duration.ofMinutes(1)))
        .endsWith(after(Duration.ofMinutes(1000)));
    assertThat(plan.waiting()).isEqualTo(440);
    assertThat(plan.skipped()).isZero();
    assertThat(plan.settledUntil()).isEqualTo(after(Duration.ofMinutes(1000)));
  }

  @Test
  void noneSkipsWhatIsLateAndCountsIt() {
    RunPlan plan =
        MissedRuns.NONE.plan(HOURLY, ANCHOR, after(Duration.ofHours(30).plusMinutes(10)));
    assertThat(plan.run()).isEmpty();
    assertThat(plan.skipped()).isEqualTo(30);
    assertThat(plan.next()).contains(after(Duration.ofHours(31)));
  }

  @ParameterizedTest
  @EnumSource(MissedRuns.class)
  void aRunThatIsThreeSecondsLateStillRuns(MissedRuns policy) {
    RunPlan plan = policy.plan(HOURLY, ANCHOR, after(Duration.ofHours(1).plusSeconds(3)));
    assertThat(plan.run()).containsExactly(after(Duration.ofHours(1)));
    assertThat(plan.skipped()).isZero();
  }

  @ParameterizedTest
  @EnumSource(MissedRuns.class)
  void aSlotInTheFutureIsNeverSkippedByEnablingAgain(MissedRuns policy) {
    // Disabled at 00:10, enabled at 00:50: the slot of 01:00 is still to come.
    RunPlan plan =
        policy.plan(HOURLY, after(Duration.ofMinutes(10)), after(Duration.ofMinutes(50)));
    assertThat(plan.run()).isEmpty();
    assertThat(plan.skipped()).isZero();
    assertThat(plan.next()).contains(after(Duration.ofHours(1)));
  }

  @ParameterizedTest
  @EnumSource(MissedRuns.class)
  void aClockThatWentBackRunsNothingTwice(MissedRuns policy) {
    Instant settled = after(Duration.ofHours(5));
    Instant now = after(Duration.ofHours(3));
    RunPlan plan = policy.plan(HOURLY, settled, now);
    assertThat(plan.run()).isEmpty();
    assertThat(plan.settledUntil()).isEqualTo(settled);
    assertThat(plan.clockBehind(now)).isEqualTo(Duration.ofHours(2));
    assertThat(plan.next()).contains(after(Duration.ofHours(6)));
  }

  @Test
  void aPlanOfThePresentIsEmpty() {
    RunPlan plan = MissedRuns.COALESCE.plan(HOURLY, ANCHOR, ANCHOR);
    assertThat(plan)
        .isEqualTo(new RunPlan(List.of(), 0, 0, ANCHOR, Optional.of(after(Duration.ofHours(1)))));
    assertThat(plan.clockBehind(ANCHOR)).isZero();
  }

  @Test
  void aLongOutageIsCountedWithoutWalkingThroughIt() {
    Timetable seconds =
        Schedule.of(ScheduleEntry.cron("* * * * * *", BERLIN)).timetable(FRAMES, ANCHOR, 1);
    Duration years = Duration.ofDays(3 * 365);
    RunPlan plan = MissedRuns.COALESCE.plan(seconds, ANCHOR, after(years));
    assertThat(plan.skipped()).isEqualTo(years.toSeconds() - 1);
    assertThat(plan.run()).containsExactly(after(years));
  }

  /**
   * A daemon is enabled, disabled, crashed, given another schedule, and its clock jumps both ways;
   * what ran is compared with what was planned.
   */
  @ParameterizedTest
  @EnumSource(MissedRuns.class)
  void sequencesOfEventsLoseAndDoubleNothing(MissedRuns policy) {
    for (int seed = 0; seed < 150; seed++) {
      new Life(policy, seed).live();
    }
  }

  /** One daemon through a random sequence of events. */
  private static final class Life {

    private final MissedRuns policy;
    private final Random random;
    private final String name;
    private final Set<Instant> ran = new HashSet<>();
    private Timetable timetable;
    private Instant now = ANCHOR;
    private Instant settled = ANCHOR;
    private boolean enabled = true;

    Life(MissedRuns policy, int seed) {
      this.policy = policy;
      this.random = new Random(seed);
      this.name = policy + " with seed " + seed;
      this.timetable = randomTimetable();
    }

    void live() {
      for (int step = 0; step < 60; step++) {
        switch (random.nextInt(8)) {
          case 0 -> enabled = !enabled;
          case 1 -> now = now.minusSeconds(random.nextInt(20_000));
          case 2 -> now = now.plusSeconds(random.nextInt(400_000));
          case 3 -> reschedule();
          default -> now = now.plusMillis(random.nextInt(2_000_000));
        }
        if (enabled) {
          runPlan();
        }
      }
    }

    /** What was due by the old schedule is dealt with first; the new one counts from there. */
    private void reschedule() {
      drain();
      timetable = randomTimetable();
    }

    private void runPlan() {
      Instant before = settled;
      List<Instant> due = dueBetween(before, now);
      RunPlan plan = policy.plan(timetable, before, now, 50);
      checkPlan(plan, due);
      for (Instant instant : plan.run()) {
        assertThat(ran.add(instant)).as("%s: %s runs twice", name, instant).isTrue();
      }
      settled = plan.settledUntil();
      assertThat(settled).as(name).isAfterOrEqualTo(before);
      Instant future = settled.isAfter(now) ? settled : now;
      assertThat(plan.next()).as(name).isEqualTo(timetable.next(future));
      if (random.nextInt(4) == 0) {
        // A crash after the runs: what the next start plans from is what was stored.
        assertThat(policy.plan(timetable, settled, now, 50).run())
            .as(name)
            .noneMatch(ran::contains);
      }
    }

    private void checkPlan(RunPlan plan, List<Instant> due) {
      assertThat(plan.run().size() + plan.skipped() + plan.waiting())
          .as("%s: every due instant is run, skipped or waiting", name)
          .isEqualTo(due.size());
      switch (policy) {
        case COALESCE ->
            assertThat(plan.run())
                .as(name)
                .isEqualTo(due.isEmpty() ? List.of() : List.of(due.getLast()));
        case NONE -> {
          boolean onTime = !due.isEmpty() && !due.getLast().plus(MissedRuns.ON_TIME).isBefore(now);
          assertThat(plan.run()).as(name).isEqualTo(onTime ? List.of(due.getLast()) : List.of());
        }
        case ALL -> {
          assertThat(plan.run()).as(name).isEqualTo(due.subList(0, Math.min(50, due.size())));
          assertThat(plan.skipped()).as(name).isZero();
        }
      }
    }

    /** Runs plans until nothing waits; under {@code all} then every planned instant has run. */
    private void drain() {
      Instant start = settled;
      List<Instant> due = dueBetween(start, now);
      RunPlan plan;
      do {
        plan = policy.plan(timetable, settled, now, 50);
        plan.run().forEach(instant -> assertThat(ran.add(instant)).as(name).isTrue());
        settled = plan.settledUntil();
      } while (plan.waiting() > 0);
      if (policy == MissedRuns.ALL) {
        assertThat(ran).as(name).containsAll(due);
      }
    }

    private List<Instant> dueBetween(Instant from, Instant to) {
      List<Instant> due = new ArrayList<>();
      Optional<Instant> next = timetable.next(from);
      while (next.isPresent() && !next.get().isAfter(to)) {
        due.add(next.get());
        next = timetable.next(next.get());
      }
      return due;
    }

    private Timetable randomTimetable() {
      ScheduleEntry entry =
          switch (random.nextInt(4)) {
            case 0 -> ScheduleEntry.every(Duration.ofSeconds(300 + random.nextInt(5000)));
            case 1 -> ScheduleEntry.cron("*/20 * * * *", BERLIN);
            case 2 ->
                ScheduleEntry.every(Duration.ofMinutes(7)).during(During.parse("business-hours"));
            default -> ScheduleEntry.cron("30 2,14 * * *", BERLIN);
          };
      return Schedule.of(entry).timetable(FRAMES, ANCHOR, random.nextLong());
    }
  }

  @Test
  void overlapDecidesByWhatRuns() {
    Instant waiting = ANCHOR;
    for (Overlap overlap : Overlap.values()) {
      assertThat(overlap.decide(false, null)).isEqualTo(new Overlap.Start());
    }
    assertThat(Overlap.SKIP.decide(true, null)).isEqualTo(new Overlap.Skip());
    assertThat(Overlap.QUEUE.decide(true, null)).isEqualTo(new Overlap.Wait(Optional.empty()));
    assertThat(Overlap.QUEUE.decide(true, waiting))
        .isEqualTo(new Overlap.Wait(Optional.of(waiting)));
    assertThat(Overlap.CANCEL.decide(true, waiting))
        .isEqualTo(new Overlap.CancelThenStart(Optional.of(waiting)));
  }
}
