package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.note.Note;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.store.casework.JdbiCaseworkReader;

/** What a database holds after the kills, compared with what must be there. */
final class Findings {
  private static final int ALL = 1_000_000;

  private final Jdbi jdbi;
  private final CaseworkReader casework;

  Findings(DataSource database) {
    this.jdbi = Jdbi.create(database);
    this.casework = new JdbiCaseworkReader(jdbi);
  }

  /** How many events were committed; -1 while the database or its schema is away. */
  long committed() {
    try {
      return number("SELECT coalesce(sum(new), 0) FROM daemon_minute");
    } catch (RuntimeException away) {
      return -1;
    }
  }

  long number(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  /** Compares everything. */
  void compare(Workload workload) throws IOException {
    Workload.Expected expected = workload.expected();
    assertThat(titles()).isEqualTo(expected.triage());
    List<Incident> incidents = casework.incidents(IncidentFilter.ALL, 0, ALL);
    assertThat(incidents.stream().map(Incident::title).sorted().toList())
        .isEqualTo(expected.incidents());
    assertThat(joinedKeys(incidents)).doesNotHaveDuplicates().hasSize(expected.joined());
    counters(expected);
    decisions(expected);
    assertThat(number("SELECT count(*) FROM quarantine")).isEqualTo(expected.quarantined());
    assertThat(number("SELECT count(DISTINCT (stream, hash)) FROM quarantine"))
        .isEqualTo(expected.quarantined());
    pointers(workload);
    assertThat(number("SELECT count(*) FROM pending_acknowledgement")).isZero();
    assertThat(workload.undone()).isZero();
    assertThat(workload.done()).isEqualTo(workload.goodDrops());
    assertThat(workload.bad()).isEqualTo(workload.badDrops());
  }

  private List<String> titles() {
    return casework.triageEvents(TriageFilter.ALL, 0, ALL).stream()
        .map(TriageEvent::title)
        .sorted()
        .toList();
  }

  private List<String> joinedKeys(List<Incident> incidents) {
    List<String> keys = new ArrayList<>();
    for (Incident incident : incidents) {
      for (Note note : casework.notes(incident.ref())) {
        note.text().lines().filter(line -> line.startsWith("- ")).forEach(keys::add);
      }
    }
    return keys;
  }

  /** The funnel counts each event once, whatever was killed. */
  private void counters(Workload.Expected expected) {
    assertThat(number("SELECT sum(new) FROM daemon_minute")).isEqualTo(expected.events());
    assertThat(number("SELECT sum(quarantined) FROM daemon_minute"))
        .isEqualTo(expected.quarantined());
    assertThat(number("SELECT sum(discarded) FROM daemon_minute")).isEqualTo(expected.discarded());
    assertThat(number("SELECT sum(merged) FROM daemon_minute")).isEqualTo(expected.joined());
    assertThat(number("SELECT sum(created) FROM daemon_minute"))
        .isEqualTo(
            expected.events() - expected.quarantined() - expected.discarded() - expected.joined());
  }

  /** Each event is kept once with its decision: alone when it made something, else in a block. */
  private void decisions(Workload.Expected expected) {
    long made = 0L + expected.events() - expected.quarantined() - expected.discarded();
    assertThat(number("SELECT count(*) FROM kept_event")).isEqualTo(made);
    assertThat(number("SELECT count(DISTINCT (stream, hash)) FROM kept_event")).isEqualTo(made);
    assertThat(number("SELECT coalesce(sum(cardinality(marks)), 0) FROM kept_block"))
        .isEqualTo(expected.discarded());
  }

  private void pointers(Workload workload) throws IOException {
    List<String> states =
        jdbi.withHandle(handle ->
            handle
                .createQuery(
                    "SELECT state FROM stream WHERE name LIKE :family AND state IS NOT NULL")
                .bind("family", "log.jsonl#%")
                .mapTo(String.class)
                .list());
    assertThat(states).singleElement().asString().contains("" + workload.size("log.jsonl"));
    assertThat(number("SELECT count(*) FROM stream WHERE name LIKE 'table.csv#%'")).isOne();
  }

  /** Waits until something holds; says what the child wrote when it never does. */
  static void await(ServedChild child, String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || !child.alive()) {
        throw new AssertionError(
            "%s did not happen; the child is %s and wrote:%n%s"
                .formatted(what, child.alive() ? "alive" : "dead", child.lastWords()));
      }
      pause(10);
    }
  }

  /** Lets other processes work. */
  static void pause(long millis) {
    java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
  }
}
