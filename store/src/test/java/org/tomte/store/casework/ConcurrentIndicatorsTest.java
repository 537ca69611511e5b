package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.task.MadeTask;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.task.TaskKey;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class ConcurrentIndicatorsTest {
  private static final int ROUNDS = 25;
  private static final int NAMES = 40;
  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  private final JdbiStore store;

  ConcurrentIndicatorsTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  private interface Round {
    void go(int daemon, Random random);
  }

  private void together(Round round) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> ends = new ArrayList<>();
      for (int daemon : List.of(7, 8)) {
        Callable<Integer> writer =
            () -> {
              Random random = new Random(daemon);
              for (int i = 0; i < ROUNDS; i++) {
                barrier.await();
                round.go(daemon, random);
              }
              return ROUNDS;
            };
        ends.add(writers.submit(writer));
      }
      for (Future<Integer> end : ends) {
        assertThat(end.get()).isEqualTo(ROUNDS);
      }
    }
  }

  /** As the commit does it: a transaction that got into a deadlock is done again. */
  private <T> T retried(int daemon, Function<Casework, T> work) {
    while (true) {
      try {
        return store.inTransaction(transaction ->
            work.apply(
                new Casework(
                    transaction,
                    Cause.Daemon.of(daemon, null, null),
                    CaseworkContext.plain(() -> NOW))));
      } catch (RuntimeException fault) {
        if (!isDeadlock(fault)) {
          throw fault;
        }
      }
    }
  }

  private static boolean isDeadlock(Throwable fault) {
    for (Throwable at = fault; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && "40P01".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everySightingOfTwoWritersCountsOnceInOneRow() throws Exception {
    together((daemon, random) -> {
      List<NewIndicator> seen = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        IndicatorName name =
            IndicatorName.read(IndicatorType.DOMAIN, "n" + random.nextInt(NAMES) + ".evil.example");
        seen.add(NewIndicator.of(name, Map.of("tags", List.of("d" + daemon))));
      }
      retried(daemon, casework -> casework.seeIndicators(seen))
          .forEach(outcome -> assertThat(outcome.orThrow()).isNotNull());
    });
    List<Indicator> all = store.reader().indicators(IndicatorFilter.ALL, 0, 1_000);
    assertThat(all).extracting(Indicator::name).doesNotHaveDuplicates();
    assertThat(all.stream().mapToLong(each -> each.sightings().count()).sum())
        .isEqualTo(2L * ROUNDS * 20);
    assertThat(all.stream().filter(each -> each.fields().texts("tags").size() == 2)).isNotEmpty();
  }

  @Test
  void twoNodesOfADaemonMakeOneTaskOfAKey() throws Exception {
    List<MadeTask> made = java.util.Collections.synchronizedList(new ArrayList<>());
    together((node, random) -> {
      List<NewTask> wanted = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        TaskKey key = new TaskKey(7, "k" + random.nextInt(NAMES));
        wanted.add(new NewTask(key, null, Map.of("title", "by " + node), null, null));
      }
      retried(7, casework -> casework.createTasks(wanted))
          .forEach(outcome -> made.add(outcome.orThrow()));
    });
    long stored = store.reader().tasks(TaskFilter.ALL, 0, 1_000).size();
    assertThat(stored).isLessThanOrEqualTo(NAMES);
    assertThat(made.stream().filter(MadeTask::isNew)).hasSize((int) stored);
    assertThat(made).hasSize(2 * ROUNDS * 10);
  }
}
