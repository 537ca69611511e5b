package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.connection.Pauses;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.schedule.Jitter;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;
import org.tomte.engine.schedule.Schedule;
import org.tomte.engine.schedule.ScheduleEntry;
import org.tomte.engine.shard.ShardLease;
import org.tomte.engine.shard.ShardMap;
import org.tomte.engine.simulation.MemoryAlarms;
import org.tomte.engine.timeframe.TimeFrames;

/** A connection is paused while its daemon runs, and when another node takes it over. */
@Timeout(30)
class FleetPauseTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final DaemonId DAEMON = new DaemonId(3);

  private final InstantSource clock = InstantSource.fixed(START);
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final CountDownLatch running = new CountDownLatch(1);
  private volatile @Nullable Instant until;
  private volatile Instant missedSince = START;
  private final Fleet fleet =
      new Fleet(
          new Source(),
          new AlarmBook(alarms, clock, text -> text),
          new SilentJournal(),
          clock,
          4,
          new Told());

  @AfterEach
  void close() {
    fleet.close();
  }

  private void takeTheShard(Instant settled) {
    fleet.gained(List.of(new ShardLease(ShardMap.shardOf(DAEMON), settled)));
  }

  @Test
  void aRunThatFailsBecauseItsConnectionIsPausedIsStoppedAndRaisesNoAlarm() throws Exception {
    takeTheShard(START);
    CompletableFuture<RunResult> run = fleet.start(DAEMON, null, true).orElseThrow();
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    until = START.plusSeconds(600);
    fleet.followPauses();
    RunResult result = run.get(10, TimeUnit.SECONDS);
    assertThat(result.outcome()).isEqualTo(RunResult.Outcome.STOPPED);
    assertThat(alarms.open()).isEmpty();
    MemberStatus status = fleet.status(DAEMON).orElseThrow();
    assertThat(status.state()).isEqualTo(MemberStatus.State.PAUSED);
    assertThat(status.faults()).isZero();
    assertThat(fleet.start(DAEMON, null, true)).isEmpty();
  }

  @Test
  void whoTakesOverAPausedDaemonDoesNotRunItButKnowsWhatItMissed() {
    until = START.plusSeconds(600);
    missedSince = START.minus(Duration.ofHours(1));
    takeTheShard(START);
    MemberStatus paused = fleet.status(DAEMON).orElseThrow();
    assertThat(paused.state()).isEqualTo(MemberStatus.State.PAUSED);
    assertThat(fleet.running()).isZero();
    assertThat(fleet.settledUntil()).containsValue(START);

    until = null;
    fleet.followPauses();
    assertThat(fleet.status(DAEMON).orElseThrow().skipped()).isEqualTo(59);
  }

  private final class Told implements Pauses {
    @Override
    public @Nullable Instant until(String connection) {
      return connection.equals("mailbox") ? until : null;
    }

    @Override
    public Instant missedSince(String connection, Instant settled) {
      return missedSince;
    }

    @Override
    public long version() {
      return 0;
    }
  }

  private final class Source implements MemberSource {
    @Override
    public long version() {
      return 1;
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
      Schedule schedule =
          Schedule.of(ScheduleEntry.every(Duration.ofMinutes(1)).spread(Jitter.NONE));
      Instant created = START.minus(Duration.ofDays(1));
      Member member =
          new Member(
              DAEMON,
              "reports",
              "soc",
              "mailbox",
              1,
              schedule.timetable(TimeFrames.NONE, created, 0),
              MissedRuns.COALESCE,
              Overlap.SKIP,
              Duration.ofMinutes(5),
              null,
              (_, control) -> untilStopped(control));
      return List.of(new Loaded(member, true, 1, created, () -> null));
    }

    private RunResult untilStopped(RunControl control) {
      running.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException stopped) {
        assertThat(control.stopRequested()).isTrue();
      }
      return RunResult.failed(Counters.ZERO, FaultKind.CREDENTIALS, "refused", null);
    }

    @Override
    public OptionalLong epoch(DaemonId daemon) {
      return OptionalLong.of(1);
    }

    @Override
    public OptionalLong raiseEpoch(DaemonId daemon) {
      return OptionalLong.of(2);
    }
  }
}
