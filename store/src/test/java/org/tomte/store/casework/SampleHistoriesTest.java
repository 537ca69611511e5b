package org.tomte.store.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.Track;
import org.tomte.casework.sample.SampleHistories;
import org.tomte.casework.sample.SampleMade;
import org.tomte.casework.sample.SampleOrder;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class SampleHistoriesTest {
  private static final Instant UNTIL = Instant.parse("2026-11-25T10:00:00Z");
  private static final SampleOrder ORDER =
      new SampleOrder(500, 7, Instant.parse("2025-11-25T10:00:00Z"), UNTIL, "soc");

  private final TestDatabase database;

  SampleHistoriesTest(TestDatabase database) {
    this.database = database;
  }

  private static SampleMade make(TestDatabase database) {
    Jdbi jdbi = Jdbi.create(database.dataSource());
    SampleHistories.Transactions transactions =
        new SampleHistories.Transactions() {
          @Override
          public <T> T inOne(Function<CaseworkTransaction, T> work) {
            return jdbi.inTransaction(handle -> work.apply(new JdbiCasework(handle)));
          }
        };
    return new SampleHistories(transactions, () -> CaseSettings.STANDARD).make(ORDER, _ -> {});
  }

  private static List<Incident> incidents(CaseworkReader reader) {
    return reader.incidents(IncidentFilter.ALL, 0, 10_000);
  }

  private long number(String sql) {
    return Jdbi.create(database.dataSource())
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Test
  void historiesHangTogetherAndTheSameSeedMakesTheSame() {
    SampleMade made = make(database);
    CaseworkReader reader = new JdbiCaseworkReader(Jdbi.create(database.dataSource()));
    List<Incident> incidents = incidents(reader);
    assertThat(incidents).hasSize(500);
    assertThat(made.incidents()).isEqualTo(500);
    incidents.forEach(incident -> hangsTogether(incident, reader));
    assertThat(incidents.stream().filter(Incident::closed).count()).isBetween(400L, 499L);
    assertThat(incidents.stream().filter(each -> each.lifecycle().reopens() > 0).count())
        .isBetween(3L, 45L);
    assertThat(incidents)
        .extracting(Incident::label)
        .doesNotHaveDuplicates()
        .allMatch(label -> label.matches("SAMPLE-202[56]-\\d{6}"));
    assertThat(number("SELECT count(*) FROM triage_event WHERE status = 3")).isBetween(170L, 400L);
    assertThat(number("SELECT count(*) FROM triage_event WHERE status = 2")).isBetween(280L, 650L);
    assertThat(
            number(
                "SELECT count(*) FROM triage_event t WHERE status = 3 AND NOT EXISTS (SELECT 1 FROM"
                    + " incident i WHERE i.number = (t.fields ->> 'incident')::bigint AND i.title ="
                    + " t.title)"))
        .as("converted ones name the incident that was made of them")
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM task t JOIN incident i ON i.number = t.incident"
                    + " WHERE t.created < i.opened"))
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM note n WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.field"
                    + " = 'note' AND c.object_kind = n.object_kind AND c.object_id = n.object_id"
                    + " AND c.after = to_jsonb(n.id))"))
        .isZero();
    assertThat(number("SELECT count(*) FROM note")).isEqualTo(made.notes()).isPositive();
    assertThat(number("SELECT count(*) FROM change")).isEqualTo(made.changes());
    assertThat(
            number("SELECT max(n) FROM (SELECT count(*) AS n FROM entity_link GROUP BY entity) e"))
        .as("incidents have entities in common")
        .isGreaterThan(3);
    assertThat(number("SELECT count(*) FROM change WHERE at > '2026-11-25T10:00:00Z'")).isZero();
    try (TestDatabase another = database.another()) {
      make(another);
      assertThat(incidents(new JdbiCaseworkReader(Jdbi.create(another.dataSource()))))
          .isEqualTo(incidents);
    }
    // A second time beside them takes other numbers and labels.
    make(database);
    assertThat(incidents(reader)).hasSize(1_000).startsWith(incidents.toArray(Incident[]::new));
  }

  private static void hangsTogether(Incident incident, CaseworkReader reader) {
    for (Track track : Track.values()) {
      List<Interval> intervals =
          reader.intervals(incident.number()).stream()
              .filter(interval -> interval.track() == track)
              .toList();
      assertThat(intervals.getFirst().from()).isEqualTo(incident.lifecycle().opened());
      for (int i = 1; i < intervals.size(); i++) {
        assertThat(intervals.get(i).from()).isEqualTo(intervals.get(i - 1).until());
      }
      assertThat(intervals.getLast().until()).isNull();
      assertThat(intervals.getLast().value())
          .isEqualTo(track == Track.STATUS ? incident.status() : incident.phase());
    }
    if (incident.closed()) {
      assertThat(incident.fields().text("closingReason")).isNotBlank();
      assertThat(incident.lifecycle().closures()).isPositive();
    }
    assertThat(incident.lifecycle().changed()).isBeforeOrEqualTo(UNTIL);
    assertThat(incident.fields().texts("tags")).contains("sample");
    assertThat(incident.fields().text("template")).isEqualTo(SampleHistories.TEMPLATE);
  }
}
