package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.sla.BusinessTime;
import org.tomte.casework.sla.ClockRule;
import org.tomte.casework.sla.Moment;
import org.tomte.casework.sla.ServiceLevels;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.sla.SlaPolicy;

/** What every store of the data layer must do for the clocks of incidents. */
public abstract class ClockContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private CaseworkFixture fixture;
  private Instant start;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
    start = fixture.now;
    promise(
        policy(
            "standard",
            SlaPolicy.Scope.ALL,
            null,
            clock("respond", new Moment.Response(), Map.of("high", HOUR), HOUR.multipliedBy(4)),
            clock("resolve", new Moment.Closed(), Map.of("high", hours(8)), hours(40))));
  }

  @Test
  void theResponseClockStopsWhenSomebodyTakesTheIncident() {
    Incident owned = fixture.open(fixture.byDaemon, map("title", "x", "severity", "high"));
    Incident moved = fixture.open(fixture.byDaemon, map("title", "y"));
    assertThat(clock(owned, "respond").due()).isEqualTo(start.plus(HOUR));
    assertThat(clock(moved, "respond").due()).isEqualTo(start.plus(hours(4)));
    later(Duration.ofMinutes(90));
    set(owned, map("owner", "ada"));
    set(moved, map("status", "open"));
    assertThat(clock(owned, "respond").stopped()).isEqualTo(fixture.now);
    assertThat(clock(owned, "respond").breached()).isEqualTo(start.plus(HOUR));
    assertThat(clock(owned, "respond").spent()).isEqualTo(Duration.ofMinutes(90));
    assertThat(clock(moved, "respond").breached()).isNull();
    later(HOUR);
    set(owned, map("owner", null));
    assertThat(clock(owned, "respond").stopped()).isEqualTo(start.plus(Duration.ofMinutes(90)));
    assertThat(
            clock(fixture.open(fixture.byDaemon, map("title", "z", "owner", "ada")), "respond")
                .stopped())
        .isEqualTo(fixture.now);
  }

  @Test
  void aPausedClockKeepsWhatIsLeft() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x", "severity", "high"));
    later(hours(3));
    set(incident, map("status", "on-hold"));
    SlaClock paused = clock(incident, "resolve");
    assertThat(paused.due()).isNull();
    assertThat(paused.paused()).isEqualTo(fixture.now);
    assertThat(paused.spent()).isEqualTo(hours(3));
    later(hours(100));
    assertThat(due(incident, fixture.now.plus(hours(100)))).isFalse();
    set(incident, map("status", "open"));
    SlaClock running = clock(incident, "resolve");
    assertThat(running.due()).isEqualTo(fixture.now.plus(hours(5)));
    assertThat(running.paused()).isNull();
  }

  @Test
  void reopeningResumesWhatClosingStopped() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x", "severity", "high"));
    later(hours(6));
    fixture.doing(fixture.byPerson, c -> c.close(incident.number(), "x", null, false)).orThrow();
    assertThat(clock(incident, "resolve").stopped()).isEqualTo(fixture.now);
    assertThat(clock(incident, "resolve").breached()).isNull();
    later(hours(10));
    fixture.doing(fixture.byPerson, c -> c.reopen(incident.number())).orThrow();
    assertThat(clock(incident, "resolve").due()).isEqualTo(fixture.now.plus(hours(2)));
    later(hours(3));
    assertThat(clock(incident, "resolve").over(fixture.now)).isTrue();
    fixture.doing(fixture.byPerson, c -> c.close(incident.number(), "x", null, false)).orThrow();
    assertThat(clock(incident, "resolve").breached()).isEqualTo(fixture.now.minus(HOUR));
    assertThat(clock(incident, "resolve").spent()).isEqualTo(hours(9));
  }

  @Test
  void anotherSeverityIsAnotherPromise() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x", "severity", "low"));
    later(hours(10));
    set(incident, map("severity", "high"));
    assertThat(clock(incident, "resolve").breached()).isEqualTo(fixture.now);
    set(incident, map("severity", "low"));
    assertThat(clock(incident, "resolve").breached()).isNull();
    assertThat(clock(incident, "resolve").due()).isEqualTo(start.plus(hours(40)));
  }

  @Test
  void thePolicyThatAsksForMostCountsAndItsTimeFrame() {
    promise(
        policy(
            "general",
            SlaPolicy.Scope.ALL,
            null,
            clock("resolve", new Moment.Closed(), Map.of(), hours(9))),
        policy(
            "ransomware",
            new SlaPolicy.Scope(Set.of("ransomware"), Set.of(), Set.of()),
            "half",
            clock("resolve", new Moment.Closed(), Map.of(), hours(2))));
    Incident plain = fixture.open(fixture.byDaemon, map("title", "x"));
    Incident special = fixture.open(fixture.byDaemon, map("title", "y", "type", "ransomware"));
    assertThat(clock(plain, "resolve").due()).isEqualTo(start.plus(hours(9)));
    assertThat(clock(special, "resolve").policy()).isEqualTo("ransomware");
    assertThat(clock(special, "resolve").due()).isEqualTo(start.plus(hours(4)));
    later(hours(2));
    set(special, map("status", "on-hold"));
    assertThat(clock(special, "resolve").spent()).isEqualTo(HOUR);
    set(special, map("type", "scan", "status", "open"));
    assertThat(clock(special, "resolve").due()).isEqualTo(fixture.now.plus(hours(8)));
    promise();
    set(plain, map("severity", "low"));
    assertThat(clock(plain, "resolve").stopped()).isEqualTo(fixture.now);
  }

  @Test
  void ownClocksBeginAndEndWithStatusesAndPhasesAlsoWithinOneBatch() {
    promise(
        policy(
            "contain",
            SlaPolicy.Scope.ALL,
            null,
            new ClockRule(
                "contain",
                new Moment.InStatus("open"),
                new Moment.InPhase("containment"),
                Map.of(),
                HOUR)));
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    assertThat(store().reader().clocks(List.of(incident.number()))).isEmpty();
    set(incident, map("status", "open"));
    assertThat(clock(incident, "contain").due()).isEqualTo(start.plus(HOUR));
    later(Duration.ofMinutes(10));
    fixture.doing(
        fixture.byDaemon,
        c -> {
          c.setPhase(incident.number(), "containment", false).orThrow();
          return c.setPhase(incident.number(), "recovery", false).orThrow();
        });
    assertThat(clock(incident, "contain").stopped()).isEqualTo(fixture.now);
  }

  @Test
  void whatIsDueIsFoundAndWhatIsDeletedIsNot() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x", "severity", "high"));
    assertThat(due(incident, start.plus(HOUR))).isFalse();
    assertThat(due(incident, start.plus(HOUR).plusSeconds(1))).isTrue();
    fixture.doing(fixture.byPerson, c -> c.delete(incident.number())).orThrow();
    assertThat(due(incident, start.plus(hours(99)))).isFalse();
    assertThat(clock(incident, "respond").paused()).isEqualTo(start);
    later(hours(10));
    fixture.doing(fixture.byPerson, c -> c.restore(incident.number())).orThrow();
    assertThat(clock(incident, "respond").due()).isEqualTo(fixture.now.plus(HOUR));
  }

  private boolean due(Incident incident, Instant before) {
    return store()
        .reader()
        .incidents(IncidentFilter.ALL.dueBefore(before), incident.number() - 1, 1)
        .stream()
        .anyMatch(each -> each.number() == incident.number());
  }

  private SlaClock clock(Incident incident, String name) {
    return store()
        .reader()
        .clocks(List.of(incident.number()))
        .getOrDefault(incident.number(), List.of())
        .stream()
        .filter(clock -> clock.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void set(Incident incident, Map<String, @Nullable Object> fields) {
    fixture
        .doing(fixture.byPerson, c -> c.updateIncident(incident.number(), fields, false))
        .orThrow();
  }

  private void later(Duration span) {
    fixture.now = fixture.now.plus(span);
  }

  private static Duration hours(int count) {
    return HOUR.multipliedBy(count);
  }

  private static ClockRule clock(
      String name, Moment until, Map<String, Duration> within, Duration otherwise) {
    return new ClockRule(name, new Moment.Opened(), until, within, otherwise);
  }

  private static SlaPolicy policy(
      String name, SlaPolicy.Scope scope, @Nullable String frame, ClockRule... clocks) {
    return new SlaPolicy(name, scope, frame, Set.of("on-hold"), List.of(clocks));
  }

  private void promise(SlaPolicy... policies) {
    fixture.settings =
        fixture.settings.promising(
            new ServiceLevels(List.of(policies), Map.of("half", new HalfTime())));
  }

  /** Every second minute counts, or so: half of all time. */
  private record HalfTime() implements BusinessTime {
    @Override
    public Instant plus(Instant from, Duration counted) {
      return from.plus(counted.multipliedBy(2));
    }

    @Override
    public Duration between(Instant from, Instant until) {
      return BusinessTime.ALWAYS.between(from, until).dividedBy(2);
    }
  }
}
