package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;
import org.tomte.engine.shard.ShardLease;
import org.tomte.engine.shard.ShardMap;
import org.tomte.engine.simulation.MemoryAlarms;

class FleetTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final DaemonId DAEMON = new DaemonId(3);

  private final InstantSource clock = InstantSource.fixed(START);
  private final Source source = new Source();
  private final List<Long> ranWith = new CopyOnWriteArrayList<>();
  private final Fleet fleet =
      new Fleet(
          source,
          new AlarmBook(new MemoryAlarms(), clock, text -> text),
          new SilentJournal(),
          clock,
          4);

  @BeforeEach
  void takeTheShard() {
    fleet.gained(List.of(new ShardLease(ShardMap.shardOf(DAEMON), START)));
    fleet.reconcile();
  }

  @AfterEach
  void close() {
    fleet.close();
  }

  private RunResult run() throws InterruptedException, ExecutionException, TimeoutException {
    return fleet.start(DAEMON, null, true).orElseThrow().get(10, TimeUnit.SECONDS);
  }

  @Test
  void afterAPersonMovedThePointerTheNextRunAlreadyGoesOnFromThere() throws Exception {
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.DONE);
    source.epoch.incrementAndGet();
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(ranWith).containsExactly(1L, 1L, 2L, 2L);
  }

  @Test
  void aPointerThatWasMovedElsewhereIsHeardOfWithoutARun() throws Exception {
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.DONE);
    source.epoch.incrementAndGet();
    source.moves.incrementAndGet();
    fleet.reconcile();
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(ranWith).as("no run by the old epoch").containsExactly(1L, 2L);
  }

  @Test
  void aDefinitionThatChangedMeanwhileIsNotRunInItsOldForm() throws Exception {
    source.epoch.incrementAndGet();
    source.version.incrementAndGet();
    source.revision.incrementAndGet();
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.SUPERSEDED);
    assertThat(ranWith).containsExactly(1L);
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(ranWith).containsExactly(1L, 2L);
  }

  @Test
  void aDaemonThatAnotherNodeTookIsNotRunAgain() throws Exception {
    source.beforeAnswer =
        () -> {
          source.epoch.incrementAndGet();
          fleet.lost(java.util.Set.of(ShardMap.shardOf(DAEMON)));
        };
    assertThat(run().outcome()).isEqualTo(RunResult.Outcome.SUPERSEDED);
    assertThat(ranWith).containsExactly(1L);
  }

  /** One daemon whose runs end well only with the present epoch. */
  private final class Source implements MemberSource {
    private final AtomicLong version = new AtomicLong(1);
    private final AtomicLong moves = new AtomicLong(1);
    private final AtomicLong epoch = new AtomicLong(1);
    private final AtomicLong revision = new AtomicLong(1);
    private Runnable beforeAnswer = () -> {};

    @Override
    public long version() {
      return version.get();
    }

    @Override
    public long moves() {
      return moves.get();
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
              "logins",
              "soc",
              "",
              (int) revision.get(),
              null,
              MissedRuns.COALESCE,
              Overlap.SKIP,
              Duration.ofMinutes(5),
              null,
              (order, _) -> answer(order));
      return List.of(new Loaded(member, true, epoch.get(), START, () -> null));
    }

    private RunResult answer(RunOrder order) {
      ranWith.add(order.epoch());
      beforeAnswer.run();
      return order.epoch() == epoch.get()
          ? RunResult.done(Counters.ZERO, "done", false)
          : RunResult.superseded(Counters.ZERO, "taken over");
    }

    @Override
    public OptionalLong epoch(DaemonId daemon) {
      return OptionalLong.of(epoch.get());
    }

    @Override
    public OptionalLong raiseEpoch(DaemonId daemon) {
      return OptionalLong.of(epoch.incrementAndGet());
    }
  }
}
