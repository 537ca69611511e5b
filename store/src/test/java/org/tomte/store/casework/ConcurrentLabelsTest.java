package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class ConcurrentLabelsTest {
  private static final int ROUNDS = 15;
  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  private final JdbiStore store;

  ConcurrentLabelsTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Test
  void twoWritersNeverMakeTheSameLabelOrNumber() throws Exception {
    save("one", "L-{counter}");
    save("other", "L-{counter width=1}"); // a counter of its own that makes equal labels
    CyclicBarrier barrier = new CyclicBarrier(2);
    List<Incident> made = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Incident>> first = writers.submit(writer(barrier, "one", "other"));
      Future<List<Incident>> second = writers.submit(writer(barrier, "one", "other"));
      made.addAll(first.get());
      made.addAll(second.get());
    }
    assertThat(made).hasSize(2 * ROUNDS * 4);
    assertThat(made).extracting(Incident::label).doesNotHaveDuplicates();
    assertThat(made).extracting(Incident::number).doesNotHaveDuplicates();
    assertThat(made.stream().map(Incident::label).filter(label -> label.endsWith("-2")))
        .isNotEmpty();
  }

  private Callable<List<Incident>> writer(CyclicBarrier barrier, String one, String other) {
    return () -> {
      List<Incident> made = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        barrier.await();
        made.addAll(create(List.of(one, one, other, other)));
      }
      return made;
    };
  }

  private List<Incident> create(List<String> templates) {
    List<NewIncident> wanted =
        templates.stream().map(name -> NewIncident.of(name, Map.of("title", "x"))).toList();
    return store.inTransaction(transaction ->
        new Casework(transaction, Cause.Daemon.of(7, null, null), CaseworkContext.plain(() -> NOW))
            .createIncidents(wanted).stream().map(outcome -> outcome.orThrow()).toList());
  }

  private void save(String name, String label) {
    store.inTransaction(transaction -> {
      transaction
          .templates()
          .save(new IncidentTemplate(name, "", LabelPattern.parse(label), Map.of()));
      return name;
    });
  }
}
