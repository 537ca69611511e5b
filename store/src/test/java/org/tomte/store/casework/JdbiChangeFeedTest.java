package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class JdbiChangeFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  private final JdbiStore store;

  JdbiChangeFeedTest(TestDatabase database) {
    this.store = new JdbiStore(database);
  }

  @Test
  void aTransactionThatCommitsLateIsNotSkipped() {
    ChangePosition start = store.feed().end();
    try (Handle early = store.jdbi().open();
        Handle late = store.jdbi().open()) {
      early.begin();
      late.begin();
      long first = triageEvent(early);
      long second = triageEvent(late);
      late.commit();
      assertThat(store.feed().read(start, 10)).as("the earlier one still runs").isEmpty();
      early.commit();
      assertThat(store.feed().read(start, 10))
          .extracting(change -> change.object().id())
          .containsExactly(first, second);
    }
  }

  @Test
  void aTransactionThatIsRolledBackHoldsNothingUp() {
    ChangePosition start = store.feed().end();
    try (Handle early = store.jdbi().open();
        Handle late = store.jdbi().open()) {
      early.begin();
      late.begin();
      triageEvent(early);
      long second = triageEvent(late);
      late.commit();
      early.rollback();
      assertThat(store.feed().read(start, 10))
          .extracting(change -> change.object().id())
          .containsExactly(second);
    }
  }

  @Test
  void whatTransactionsCommitInAnyOrderIsReadOnceAndWhole() {
    Random random = new Random(17);
    ChangePosition from = store.feed().end();
    List<Handle> open = new ArrayList<>();
    List<Long> written = new ArrayList<>();
    List<Long> read = new ArrayList<>();
    for (int step = 0; step < 200; step++) {
      if (open.size() < 4 && random.nextBoolean()) {
        Handle handle = store.jdbi().open();
        handle.begin();
        open.add(handle);
        written.add(triageEvent(handle));
      } else if (!open.isEmpty()) {
        Handle handle = open.get(random.nextInt(open.size()));
        if (random.nextBoolean()) {
          written.add(triageEvent(handle));
        } else {
          handle.commit();
          handle.close();
          open.remove(handle);
        }
      }
      for (Change change : store.feed().read(from, 1 + random.nextInt(5))) {
        assertThat(change.position()).isGreaterThan(from);
        from = change.position();
        read.add(change.object().id());
      }
    }
    for (Handle handle : open) {
      handle.commit();
      handle.close();
    }
    store.feed().read(from, 1_000).forEach(change -> read.add(change.object().id()));
    assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
    assertThat(new TreeSet<>(read)).hasSizeGreaterThan(50);
  }

  @Test
  void changesAndTriageEventsComeInOneOrder() {
    ChangePosition start = store.feed().end();
    try (Handle handle = store.jdbi().open()) {
      handle.begin();
      long event = triageEvent(handle);
      long number =
          casework(handle)
              .createIncidents(List.of(NewIncident.of("general", Map.of("title", "x"))))
              .getFirst()
              .orThrow()
              .number();
      long another = triageEvent(handle);
      handle.commit();
      List<Change> changes = store.feed().read(start, 2);
      changes = new ArrayList<>(changes);
      changes.addAll(store.feed().read(changes.getLast().position(), 2));
      assertThat(changes)
          .extracting(change -> change.object().toString())
          .containsExactly(
              "triage-event " + event, "incident " + number, "triage-event " + another);
    }
  }

  private static long triageEvent(Handle handle) {
    return casework(handle)
        .addToTriage(List.of(NewTriageEvent.of(Map.of("title", "x"))))
        .getFirst()
        .orThrow();
  }

  private static Casework casework(Handle handle) {
    return new Casework(
        new JdbiCasework(handle), Cause.Daemon.of(7, null, null), CaseworkContext.plain(() -> NOW));
  }
}
