package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.workflow.SameTitles;
import org.tomte.casework.workflow.Workflow;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class ConcurrentFamilyTest {
  private static final int ROUNDS = 15;
  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  private final JdbiStore store;

  ConcurrentFamilyTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  /** Each of two writers puts one of two incidents below the other, at the same time. */
  @Test
  void twoWritersNeverMakeACircleTogether() throws Exception {
    List<Long> pairs = new ArrayList<>();
    for (int i = 0; i < 2 * ROUNDS; i++) {
      pairs.add(create(SameTitles.ALLOW, "x").number());
    }
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = writers.submit(parents(barrier, pairs, 0));
      Future<Integer> other = writers.submit(parents(barrier, pairs, 1));
      assertThat(one.get() + other.get()).isEqualTo(ROUNDS);
    }
    for (Incident incident : store.reader().incidents(pairs)) {
      Set<Long> above = new HashSet<>();
      Long at = incident.number();
      while (at != null) {
        assertThat(above.add(at)).isTrue();
        at = store.reader().incident(at).orElseThrow().parent();
      }
    }
  }

  private Callable<Integer> parents(CyclicBarrier barrier, List<Long> pairs, int side) {
    return () -> {
      int done = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long child = pairs.get(2 * round + side);
        long parent = pairs.get(2 * round + 1 - side);
        barrier.await();
        Outcome<?> outcome =
            doing(
                SameTitles.ALLOW,
                casework -> casework.updateIncident(child, Map.of("parent", parent), false));
        done += outcome instanceof Outcome.Done<?> ? 1 : 0;
      }
      return done;
    };
  }

  @Test
  void twoWritersNeverTakeOneTitle() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Callable<List<String>> writer =
        () -> {
          List<String> titles = new ArrayList<>();
          for (int round = 0; round < ROUNDS; round++) {
            barrier.await();
            titles.add(create(SameTitles.SUFFIX, "Invoice").title());
          }
          return titles;
        };
    List<String> titles = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> one = writers.submit(writer);
      Future<List<String>> other = writers.submit(writer);
      titles.addAll(one.get());
      titles.addAll(other.get());
    }
    assertThat(titles)
        .hasSize(2 * ROUNDS)
        .doesNotHaveDuplicates()
        .contains("Invoice", "Invoice (%d)".formatted(2 * ROUNDS));
  }

  private Incident create(SameTitles rule, String title) {
    return doing(
            rule,
            casework ->
                casework.createIncidents(
                    List.of(NewIncident.of("general", Map.of("title", title)))))
        .getFirst()
        .orThrow();
  }

  private <T> T doing(SameTitles rule, Function<Casework, T> work) {
    Workflow standard = Workflow.standard();
    Workflow workflow =
        new Workflow(
            standard.statuses(),
            standard.phases(),
            standard.severities(),
            standard.types(),
            standard.categories(),
            standard.closing(),
            rule);
    CaseSettings settings =
        CaseSettings.of(workflow, List.of(), List.of(), List.of(), CaseSettings.STANDARD.own());
    CaseworkContext context = CaseworkContext.of(() -> NOW, settings);
    return store.inTransaction(transaction ->
        work.apply(new Casework(transaction, Cause.Daemon.of(7, null, null), context)));
  }
}
