package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.RunRef.Cause;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.schedule.Jitter;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;
import org.tomte.engine.schedule.Schedule;
import org.tomte.engine.schedule.ScheduleEntry;
import org.tomte.engine.timeframe.TimeFrames;

class SlotTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

  private final Recorder recorder = new Recorder();

  @Test
  void aDueInstantStartsARunAndTheNextIsArmed() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    assertThat(recorder.planned()).containsExactly(START.plusSeconds(60));
    assertThat(recorder.wake).isEqualTo(START.plusSeconds(120));
  }

  @Test
  void afterAnOutageOneRunStandsForAll() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plus(Duration.ofHours(3)));
    assertThat(recorder.planned()).containsExactly(START.plus(Duration.ofHours(3)));
    assertThat(recorder.skipped).isEqualTo(179);
  }

  @Test
  void aPileRunsOneAfterTheOtherAndNothingIsLost() {
    Slot slot = slot(MissedRuns.ALL, Overlap.SKIP);
    Instant now = START.plusSeconds(300);
    slot.due(now);
    for (int i = 0; i < 5; i++) {
      assertThat(recorder.orders).hasSize(i + 1);
      recorder.end(slot, RunResult.done(Counters.ZERO, "", false), now);
    }
    assertThat(recorder.planned())
        .containsExactly(
            START.plusSeconds(60),
            START.plusSeconds(120),
            START.plusSeconds(180),
            START.plusSeconds(240),
            START.plusSeconds(300));
  }

  @Test
  void aSlotThatHasNotBegunDoesNotSettleWhatIsDue() {
    Instant later = START.plusSeconds(90);
    Slot begun = slot(MissedRuns.ALL, Overlap.SKIP);
    Slot fresh =
        new Slot(
            new MemberSource.Loaded(begun.member(), true, 5, START, () -> null),
            START,
            recorder,
            later);
    assertThat(fresh.settledUntil(later)).isEqualTo(START);
    assertThat(begun.settledUntil(later)).isEqualTo(START);
  }

  @Test
  void newsStartsARunAndOneMoreAfterTheRunThatGoesOn() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.news(START.plusSeconds(10));
    assertThat(recorder.orders.getLast().cause()).isEqualTo(Cause.CONTINUOUS);
    slot.news(START.plusSeconds(11));
    slot.news(START.plusSeconds(12));
    assertThat(recorder.orders).hasSize(1);
    recorder.end(slot, RunResult.done(Counters.ZERO, "", false), START.plusSeconds(13));
    assertThat(recorder.orders).hasSize(2);
    recorder.end(slot, RunResult.done(Counters.ZERO, "", false), START.plusSeconds(14));
    assertThat(recorder.orders).hasSize(2);
    assertThat(recorder.wake).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void newsWaitsForTheEndOfThePauseAfterAFault() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    recorder.end(slot, fault(FaultKind.CREDENTIALS), START.plusSeconds(61));
    slot.news(START.plusSeconds(62));
    assertThat(recorder.orders).hasSize(1);
  }

  @Test
  void anInstantThatComesDuringARunIsSkippedOrWaitsAsWanted() {
    Slot skipping = slot(MissedRuns.COALESCE, Overlap.SKIP);
    skipping.due(START.plusSeconds(60));
    skipping.due(START.plusSeconds(120));
    assertThat(recorder.orders).hasSize(1);
    assertThat(recorder.skipped).isEqualTo(1);

    recorder.clear();
    Slot queueing = slot(MissedRuns.COALESCE, Overlap.QUEUE);
    queueing.due(START.plusSeconds(60));
    queueing.due(START.plusSeconds(120));
    assertThat(recorder.orders).hasSize(1);
    recorder.end(queueing, RunResult.done(Counters.ZERO, "", false), START.plusSeconds(130));
    assertThat(recorder.planned()).containsExactly(START.plusSeconds(60), START.plusSeconds(120));
  }

  @Test
  void aFaultMakesThePauseLongerEachTimeAndTheRetrySaysSo() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    Instant failedAt = START.plusSeconds(61);
    recorder.end(slot, fault(FaultKind.UNAVAILABLE), failedAt);
    assertThat(recorder.wake).isEqualTo(failedAt.plusSeconds(1));
    slot.due(failedAt.plusSeconds(1));
    assertThat(recorder.orders.getLast().cause()).isEqualTo(Cause.RETRY);
    recorder.end(slot, fault(FaultKind.UNAVAILABLE), failedAt.plusSeconds(6));
    assertThat(recorder.wake).isEqualTo(failedAt.plusSeconds(8));
    assertThat(slot.faults()).isEqualTo(2);
  }

  @Test
  void aScheduledInstantWithinThePauseWaitsForItsEnd() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    recorder.end(slot, fault(FaultKind.CREDENTIALS), START.plusSeconds(61));
    Instant end = START.plusSeconds(61).plus(Duration.ofMinutes(5));
    slot.due(START.plusSeconds(120));
    assertThat(recorder.orders).hasSize(1);
    assertThat(recorder.wake).isEqualTo(end);
    slot.due(end);
    assertThat(recorder.orders).hasSize(2);
  }

  @Test
  void whatRunsOrWaitsIsNotSettled() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    Instant later = START.plusSeconds(90);
    assertThat(slot.settledUntil(later)).isBefore(START.plusSeconds(60));
    recorder.end(slot, RunResult.done(Counters.ZERO, "", false), later);
    assertThat(slot.settledUntil(later)).isEqualTo(later);
  }

  @Test
  void aClockThatGoesBackRunsNoInstantTwice() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(120));
    recorder.end(slot, RunResult.done(Counters.ZERO, "", false), START.plusSeconds(121));
    slot.due(START.plusSeconds(60));
    assertThat(recorder.orders).hasSize(1);
    assertThat(recorder.wake).isEqualTo(START.plusSeconds(180));
  }

  @Test
  void theEndOfARunThatWasGivenUpChangesNothing() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    RunControl lost = recorder.controls.getLast();
    slot.giveUp(lost, 8, START.plusSeconds(90));
    assertThat(slot.status(START.plusSeconds(91)).state()).isEqualTo(MemberStatus.State.FAILING);
    slot.ended(lost, RunResult.done(Counters.ZERO, "", false), START.plusSeconds(95));
    assertThat(slot.faults()).isEqualTo(1);
    assertThat(slot.epoch()).isEqualTo(8);
  }

  @Test
  void startedByHandItRunsAlsoWhenDisabledButNeverTwiceAtOnce() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP, false);
    slot.due(START.plusSeconds(60));
    assertThat(recorder.orders).isEmpty();
    assertThat(slot.startByHand(START.plusSeconds(61), null, false)).isNotNull();
    assertThat(slot.startByHand(START.plusSeconds(62), null, true)).isNull();
    assertThat(recorder.orders.getLast().cause()).isEqualTo(Cause.MANUAL);
    assertThat(recorder.orders.getLast().movePointer()).isFalse();
  }

  @Test
  void whateverHappensNoInstantRunsTwiceAndUnderAllNoneIsLost() {
    for (int seed = 1; seed <= 300; seed++) {
      recorder.clear();
      Random random = new Random(seed);
      Slot slot = slot(MissedRuns.ALL, Overlap.SKIP);
      Instant now = START;
      for (int step = 0; step < 60; step++) {
        now = now.plusSeconds(random.nextInt(150));
        if (random.nextInt(10) == 0) {
          now = now.minusSeconds(random.nextInt(90));
        }
        if (random.nextBoolean()) {
          slot.due(now);
        }
        if (slot.running() != null && random.nextInt(3) > 0) {
          recorder.end(slot, random.nextInt(6) == 0 ? fault(FaultKind.UNAVAILABLE) : good(), now);
        }
      }
      Instant end = now.plus(Duration.ofMinutes(10));
      for (int i = 0; i < 400; i++) {
        end = end.plusSeconds(1);
        if (slot.running() != null) {
          recorder.end(slot, good(), end);
        } else {
          slot.due(end);
        }
      }
      List<Instant> scheduled =
          recorder.orders.stream()
              .filter(order -> order.cause() == Cause.SCHEDULE)
              .map(RunOrder::planned)
              .toList();
      assertThat(new HashSet<>(scheduled)).as("seed %d", seed).hasSameSizeAs(scheduled);
      long wanted = Duration.between(START, scheduled.getLast()).toMinutes();
      assertThat(scheduled).as("seed %d", seed).hasSize((int) wanted);
    }
  }

  @Test
  void aPauseStopsTheRunAndNothingBeginsUntilItEnds() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    Instant until = START.plusSeconds(600);
    assertThat(slot.follow(until, START.plusSeconds(65))).isFalse();
    assertThat(recorder.controls.getLast().stopRequested()).isTrue();
    recorder.end(slot, RunResult.stopped(Counters.ZERO, "stopped"), START.plusSeconds(66));
    slot.due(START.plusSeconds(120));
    slot.news(START.plusSeconds(121));
    assertThat(recorder.orders).hasSize(1);
    assertThat(recorder.wake).isEqualTo(until);
    assertThat(slot.faults()).isZero();
    assertThat(slot.startByHand(START.plusSeconds(130), null, true)).isNull();
    MemberStatus status = slot.status(START.plusSeconds(140));
    assertThat(status.state()).isEqualTo(MemberStatus.State.PAUSED);
    assertThat(status.next()).isEqualTo(until);
  }

  @Test
  void afterAPauseTheRuleForMissedRunsSaysWhatBecomesOfThem() {
    Slot one = slot(MissedRuns.COALESCE, Overlap.SKIP);
    one.follow(START.plusSeconds(600), START.plusSeconds(1));
    assertThat(one.follow(null, START.plusSeconds(600))).isTrue();
    assertThat(recorder.planned()).containsExactly(START.plusSeconds(600));
    assertThat(recorder.skipped).isEqualTo(9);

    recorder.clear();
    Slot all = slot(MissedRuns.ALL, Overlap.SKIP);
    all.follow(START.plusSeconds(180), START.plusSeconds(1));
    all.follow(null, START.plusSeconds(180));
    for (int i = 0; i < 3; i++) {
      recorder.end(all, good(), START.plusSeconds(181));
    }
    assertThat(recorder.planned())
        .containsExactly(START.plusSeconds(60), START.plusSeconds(120), START.plusSeconds(180));

    recorder.clear();
    Slot none = slot(MissedRuns.NONE, Overlap.SKIP);
    none.follow(START.plusSeconds(185), START.plusSeconds(1));
    none.follow(null, START.plusSeconds(185));
    // The last one is less than a minute late and counts as on time; the others are left out.
    assertThat(recorder.planned()).containsExactly(START.plusSeconds(180));
    assertThat(recorder.skipped).isEqualTo(2);
  }

  @Test
  void aRunThatAPauseStoppedIsDoneAfterItAlsoWhenNothingElseWasMissed() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.due(START.plusSeconds(60));
    slot.follow(START.plusSeconds(600), START.plusSeconds(61));
    recorder.end(slot, RunResult.stopped(Counters.ZERO, "stopped"), START.plusSeconds(62));
    assertThat(slot.settledUntil(START.plusSeconds(63))).isBefore(START.plusSeconds(60));
    slot.follow(null, START.plusSeconds(70));
    assertThat(recorder.orders).hasSize(2);
    assertThat(recorder.orders.getLast().cause()).isEqualTo(Cause.RETRY);
  }

  @Test
  void aPausedDaemonHoldsNobodyElseOfItsShardBackAndIsNotSilent() {
    Slot slot = slot(MissedRuns.COALESCE, Overlap.SKIP);
    slot.follow(START.plusSeconds(6_000), START.plusSeconds(1));
    assertThat(slot.settledUntil(START.plusSeconds(3_000))).isNull();
    assertThat(slot.silentFor(START.plusSeconds(3_000))).isNull();
  }

  private static RunResult good() {
    return RunResult.done(Counters.ZERO, "", false);
  }

  private static RunResult fault(FaultKind kind) {
    return RunResult.failed(Counters.ZERO, kind, "on purpose", null);
  }

  private Slot slot(MissedRuns missed, Overlap overlap) {
    return slot(missed, overlap, true);
  }

  private Slot slot(MissedRuns missed, Overlap overlap, boolean enabled) {
    Schedule schedule = Schedule.of(ScheduleEntry.every(Duration.ofMinutes(1)).spread(Jitter.NONE));
    Member member =
        new Member(
            new DaemonId(7),
            "seven",
            "soc",
            "",
            1,
            schedule.timetable(TimeFrames.NONE, START, 0),
            missed,
            overlap,
            Duration.ofMinutes(2),
            null,
            (_, _) -> good());
    Slot slot =
        new Slot(
            new MemberSource.Loaded(member, enabled, 5, START, () -> null), START, recorder, START);
    slot.begin();
    return slot;
  }

  private static final class Recorder implements Slot.Launcher {
    private final List<RunOrder> orders = new ArrayList<>();
    private final List<RunControl> controls = new ArrayList<>();
    private @Nullable Instant wake;
    private long skipped;

    void clear() {
      orders.clear();
      controls.clear();
      skipped = 0;
    }

    List<Instant> planned() {
      return orders.stream().map(RunOrder::planned).toList();
    }

    void end(Slot slot, RunResult result, Instant now) {
      slot.ended(controls.getLast(), result, now);
    }

    @Override
    public void launch(Slot slot, RunOrder order, RunControl control, Slot.@Nullable Ending end) {
      orders.add(order);
      controls.add(control);
    }

    @Override
    public void wakeAt(Slot slot, @Nullable Instant instant) {
      wake = instant;
    }

    @Override
    public void skipped(Slot slot, long instants, String reason) {
      skipped += instants;
    }
  }
}
