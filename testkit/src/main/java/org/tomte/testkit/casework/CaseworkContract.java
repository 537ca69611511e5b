package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CreatedCount;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.note.Note;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.casework.triage.TriageStatus;

/** What every store of the data layer must do for triage events, notes, entities and the feed. */
public abstract class CaseworkContract {

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  @Test
  void aTriageEventIsReadBackWithEverythingItHad() {
    NewTriageEvent wanted =
        new NewTriageEvent(
            map(
                "title", "Beacon to 192.0.2.7",
                "severity", " HIGH ",
                "type", "malware",
                "tags", Arrays.asList("edr", null, "edr", " night "),
                "starttime", "2026-11-25T04:17:00.1234567+05:45",
                "description", null),
            List.of(EntityName.parse("domain:evil.example"), EntityName.parse("ip:192.0.2.7")),
            "https://siem.example/alert/1",
            null,
            null);
    long id =
        fixture.doing(fixture.byDaemon, c -> c.addToTriage(List.of(wanted))).getFirst().orThrow();

    TriageEvent event = store().reader().triageEvent(id).orElseThrow();
    assertThat(event.fields().asMap())
        .containsOnly(
            entry("title", "Beacon to 192.0.2.7"),
            entry("severity", "high"),
            entry("type", "malware"),
            entry("tags", List.of("edr", "night")),
            entry("starttime", "2026-11-24T22:32:00.123456Z"),
            entry("link", "https://siem.example/alert/1"));
    assertThat(event.observables())
        .extracting(EntityName::toString)
        .containsExactly("domain:evil.example", "ip:192.0.2.7");
    assertThat(event.createdBy()).isEqualTo(fixture.byDaemon);
    assertThat(event.created()).isEqualTo(fixture.now);
    assertThat(event.status()).isEqualTo(TriageStatus.NEW);
    assertThat(event.setByPerson()).isEmpty();
  }

  @Test
  void aNewTriageEventStandsInTheFeedByItsOwnRow() {
    ChangePosition before = store().feed().end();
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "One"));

    List<Change> changes = CaseworkFixture.readAll(store().feed(), before);
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().object()).isEqualTo(ObjectRef.triageEvent(id));
    assertThat(changes.getFirst().field()).isEqualTo(Change.CREATED);
    assertThat(changes.getFirst().cause()).isEqualTo(fixture.byDaemon);
    assertThat(changes.getFirst().position().sequence()).isEqualTo(id);
    assertThat(store().reader().history(ObjectRef.triageEvent(id))).isEqualTo(changes);
  }

  @Test
  void idsThatWereTakenBeforeAreUsed() {
    long taken = store().inTransaction(tx -> tx.triageEvents().takeIds(3)).get(1);
    NewTriageEvent early = new NewTriageEvent(map("title", "Early"), List.of(), null, null, taken);
    List<Outcome<Long>> outcomes =
        fixture.doing(
            fixture.byDaemon,
            c -> c.addToTriage(List.of(early, NewTriageEvent.of(map("title", "Late")))));
    assertThat(outcomes.get(0).orThrow()).isEqualTo(taken);
    assertThat(outcomes.get(1).orThrow()).isGreaterThan(taken);
    assertThat(store().reader().triageEvent(taken).orElseThrow().title()).isEqualTo("Early");
  }

  @Test
  void aBadValueRefusesOnlyItsEvent() {
    List<Outcome<Long>> outcomes =
        fixture.doing(
            fixture.byDaemon,
            c ->
                c.addToTriage(
                    List.of(
                        NewTriageEvent.of(map("title", "good")),
                        NewTriageEvent.of(map("title", "bad", "severity", "hihg", "titel", "x")),
                        NewTriageEvent.of(map("title", "good too", "link", "javascript:alert(1)")),
                        NewTriageEvent.of(map("status", "new")),
                        NewTriageEvent.of(map()))));
    assertThat(outcomes)
        .extracting(Outcome.Done.class::isInstance)
        .containsExactly(true, false, false, false, true);
    assertThat(refused(outcomes.get(1)).why()).isEqualTo(Refusal.BAD_VALUE);
    assertThat(refused(outcomes.get(1)).reason())
        .contains("'hihg' is not one of critical, high, medium, low, info; did you mean 'high'?")
        .contains("no field 'titel'; did you mean 'title'?");
    assertThat(refused(outcomes.get(2)).reason()).contains("http://");
    assertThat(refused(outcomes.get(3)).reason()).contains("'status'").contains("cannot be set");
    assertThat(created(ObjectKind.TRIAGE_EVENT)).isEqualTo(2);
  }

  @Test
  void aLinkOfTheSourceThatIsNoAddressDoesNotCostTheEvent() {
    NewTriageEvent wanted =
        new NewTriageEvent(map("title", "x"), List.of(), "see ticket 12", null, null);
    long id =
        fixture.doing(fixture.byDaemon, c -> c.addToTriage(List.of(wanted))).getFirst().orThrow();
    assertThat(store().reader().triageEvent(id).orElseThrow().fields().get("link")).isNull();
  }

  @Test
  void aTriageEventIsGrabbedAndDiscardedAndThenLeftAlone() {
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "x"));
    edit(fixture.byPerson, id, new TriageEdit.Action.Grab("ada"));
    edit(fixture.byPerson, id, new TriageEdit.Action.Discard("a test"));

    TriageEvent event = store().reader().triageEvent(id).orElseThrow();
    assertThat(event.status()).isEqualTo(TriageStatus.DISCARDED);
    assertThat(event.fields().asMap())
        .contains(entry("owner", "ada"), entry("discardReason", "a test"));
    Outcome<?> late =
        edit(fixture.byDaemon, id, new TriageEdit.Action.Set(map("title", "y"), true));
    assertThat(refused(late).why()).isEqualTo(Refusal.BAD_STATE);
    assertThat(
            refused(edit(fixture.byPerson, Long.MAX_VALUE, new TriageEdit.Action.Grab("ada")))
                .why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(store().reader().history(event.ref()))
        .extracting(change -> change.field() + ": " + change.before() + " -> " + change.after())
        .containsExactly(
            "created: null -> null",
            "owner: null -> ada",
            "status: new -> grabbed",
            "discardReason: null -> a test",
            "status: grabbed -> discarded");
  }

  @Test
  void aConvertedTriageEventBecomesAnIncidentWithItsFieldsAndEntities() {
    long id =
        fixture.addToTriage(
            fixture.byDaemon, map("title", "Login from 198.51.100.9", "severity", "low"));
    Incident incident =
        fixture
            .doing(
                fixture.byPerson,
                c -> c.convert(id, "general", map("owner", "ada", "severity", "high")))
            .orThrow();

    assertThat(fixture.incident(incident.number()).fields().asMap())
        .contains(
            entry("title", "Login from 198.51.100.9"),
            entry("severity", "high"),
            entry("owner", "ada"));
    assertThat(store().reader().entities(incident.ref()))
        .extracting(entity -> entity.name().toString())
        .containsExactly("ip:198.51.100.9");
    TriageEvent event = store().reader().triageEvent(id).orElseThrow();
    assertThat(event.status()).isEqualTo(TriageStatus.CONVERTED);
    assertThat(event.fields().get("incident")).isEqualTo(incident.number());
    Outcome<?> again = fixture.doing(fixture.byPerson, c -> c.convert(id, "general", map()));
    assertThat(refused(again).why()).isEqualTo(Refusal.BAD_STATE);
  }

  @Test
  void aDaemonLeavesAPersonsFieldOfATriageEventAlone() {
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "x", "severity", "low"));
    edit(fixture.byPerson, id, new TriageEdit.Action.Set(map("severity", "high"), false));
    fixture
        .doing(
            fixture.byDaemon,
            c ->
                c.editTriage(
                    List.of(
                        TriageEdit.of(
                            id,
                            new TriageEdit.Action.Set(
                                map("severity", "info", "title", "y"), false)))))
        .getFirst();
    TriageEvent event = store().reader().triageEvent(id).orElseThrow();
    assertThat(event.fields().asMap()).contains(entry("severity", "high"), entry("title", "y"));
    assertThat(event.setByPerson()).containsExactly("severity");
  }

  @Test
  void notesAreWrittenOnIncidentsAndTriageEvents() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    long event = fixture.addToTriage(fixture.byDaemon, map("title", "x"));
    fixture.now = fixture.now.plus(Duration.ofMinutes(5));
    fixture.doing(fixture.byPerson, c -> c.addNote(incident.ref(), "called the user")).orThrow();
    fixture
        .doing(fixture.byDaemon, c -> c.addNote(ObjectRef.triageEvent(event), "seen again"))
        .orThrow();

    assertThat(store().reader().notes(incident.ref()))
        .extracting(Note::text, Note::by)
        .containsExactly(Tuple.tuple("called the user", fixture.byPerson));
    assertThat(store().reader().notes(ObjectRef.triageEvent(event))).hasSize(1);
    assertThat(fixture.incident(incident.number()).lifecycle().changed()).isEqualTo(fixture.now);
    assertThat(store().reader().history(incident.ref()).getLast().field()).isEqualTo(Change.NOTE);
  }

  @Test
  void aNoteWithoutTextOrTargetIsRefused() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.addNote(incident.ref(), " "))).why())
        .isEqualTo(Refusal.BAD_VALUE);
    ObjectRef nothing = ObjectRef.incident(Long.MAX_VALUE);
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.addNote(nothing, "hello"))).reason())
        .contains("incident " + Long.MAX_VALUE);
  }

  @Test
  void aChainOfTooManyDaemonsIsRefused() {
    Cause deepest = new Cause.Daemon(fixture.daemon, null, "loop", Cause.MAX_DEPTH);
    Cause tooDeep = ((Cause.Daemon) deepest).after(deepest.depth());
    Incident incident = fixture.open(deepest, map("title", "deep"));
    assertThat(
            refused(
                    fixture.doing(
                        tooDeep, c -> c.updateIncident(incident.number(), map("title", "x"), true)))
                .why())
        .isEqualTo(Refusal.LOOP);
    assertThat(refused(fixture.doing(tooDeep, c -> c.addNote(incident.ref(), "x"))).why())
        .isEqualTo(Refusal.LOOP);
    Outcome<?> event =
        fixture
            .doing(tooDeep, c -> c.addToTriage(List.of(NewTriageEvent.of(map("title", "x")))))
            .getFirst();
    assertThat(refused(event).why()).isEqualTo(Refusal.LOOP);
    Outcome<?> another =
        fixture
            .doing(tooDeep, c -> c.createIncidents(List.of(NewIncident.of("general", map()))))
            .getFirst();
    assertThat(refused(another).reason()).contains("number 6 in a chain").contains("at most 5");
  }

  @Test
  void entitiesAreSharedAndRememberWhenTheyWereSeen() {
    String address = "203.0.113." + (fixture.daemon % 250);
    Instant first = fixture.now;
    Incident one = fixture.open(fixture.byDaemon, map("title", "from " + address));
    fixture.now = first.plusSeconds(60);
    Incident two =
        fixture.open(
            fixture.byDaemon,
            map("title", "x", "description", "to " + address + " and " + address));

    Entity seen = store().reader().entities(one.ref()).getFirst();
    assertThat(store().reader().entities(two.ref())).containsExactly(seen);
    assertThat(seen.firstSeen()).isEqualTo(first);
    assertThat(seen.lastSeen()).isEqualTo(fixture.now);
    fixture
        .doing(
            fixture.byDaemon,
            c -> c.updateIncident(one.number(), map("description", "also 198.51.100.77"), false))
        .orThrow();
    assertThat(store().reader().entities(one.ref()))
        .extracting(entity -> entity.name().value())
        .containsExactlyInAnyOrder(address, "198.51.100.77");
  }

  @Test
  void anEntityCanBeLongerThanAnIndexTakes() {
    EntityName url = EntityName.parse("url:https://long.example/" + "x9/".repeat(3_000));
    NewIncident wanted = new NewIncident("general", map("title", "x"), List.of(url), null, null);
    Incident incident =
        fixture
            .doing(fixture.byDaemon, c -> c.createIncidents(List.of(wanted)))
            .getFirst()
            .orThrow();
    assertThat(store().reader().entities(incident.ref()).getFirst().name()).isEqualTo(url);
  }

  @Test
  void customFieldsTakeTheirTypesAndComeBackUnchanged() {
    String name = "cost" + fixture.daemon;
    String field = "custom." + name;
    fixture.define(CustomField.of(name, "number", List.of(), "What it costs"));
    for (Object number : List.of(17, 2.5, "1e18", -3L, "1e300", "0.1", Long.MAX_VALUE)) {
      Incident incident = fixture.open(fixture.byDaemon, map("title", "x", field, number));
      assertThat(fixture.incident(incident.number()).fields()).isEqualTo(incident.fields());
      assertThat(fixture.incident(incident.number()).fields().get(field)).isNotNull();
    }
    Outcome<?> bad =
        fixture
            .doing(
                fixture.byDaemon,
                c -> c.addToTriage(List.of(NewTriageEvent.of(map(field, "much")))))
            .getFirst();
    assertThat(refused(bad).reason()).contains(field).contains("'much' is not a number");
  }

  @Test
  void whatTheDatabaseCannotHoldIsReplaced() {
    long id = fixture.addToTriage(fixture.byDaemon, map("title", "a\0b\uD800c \uD83D\uDE00"));
    assertThat(store().reader().triageEvent(id).orElseThrow().title())
        .isEqualTo("a\uFFFDb\uFFFDc \uD83D\uDE00");
  }

  @Test
  void triageEventsAreListedByFilterAndInPages() {
    for (int i = 0; i < 5; i++) {
      fixture.addToTriage(
          fixture.byDaemon, map("title", "n" + i, "severity", i % 2 == 0 ? "high" : "low"));
    }
    TriageFilter filter = new TriageFilter(TriageStatus.NEW, "high", fixture.daemon);
    List<TriageEvent> first = store().reader().triageEvents(filter, 0, 2);
    List<TriageEvent> rest = store().reader().triageEvents(filter, first.getLast().id(), 2);
    assertThat(first).extracting(TriageEvent::title).containsExactly("n0", "n2");
    assertThat(rest).extracting(TriageEvent::title).containsExactly("n4");
    edit(fixture.byPerson, first.getFirst().id(), new TriageEdit.Action.Discard("no"));
    assertThat(store().reader().triageEvents(filter, 0, 9)).hasSize(2);
    TriageFilter discarded = new TriageFilter(TriageStatus.DISCARDED, null, fixture.daemon);
    assertThat(store().reader().triageEvents(discarded, 0, 9)).hasSize(1);
  }

  @Test
  void whatEachDaemonCreatedIsCounted() {
    fixture.addToTriage(fixture.byDaemon, map("title", "early"));
    fixture.now = fixture.now.plusSeconds(1);
    fixture.addToTriage(fixture.byDaemon, map("title", "late"));
    fixture.addToTriage(fixture.byPerson, map("title", "not by a daemon"));
    fixture.open(fixture.byDaemon, map("title", "late"));
    assertThat(created(ObjectKind.TRIAGE_EVENT)).isEqualTo(1);
    assertThat(created(ObjectKind.INCIDENT)).isEqualTo(1);
  }

  @Test
  void nothingOfATransactionThatFailsRemains() {
    ChangePosition before = store().feed().end();
    assertThatThrownBy(() ->
            fixture.doing(
                fixture.byDaemon,
                c -> {
                  c.addToTriage(List.of(NewTriageEvent.of(map("title", "x"))));
                  c.createIncidents(List.of(NewIncident.of("general", map("title", "10.9.8.7"))));
                  throw new IllegalStateException("stop");
                }))
        .hasMessageContaining("stop");
    assertThat(created(ObjectKind.TRIAGE_EVENT) + created(ObjectKind.INCIDENT)).isZero();
    assertThat(CaseworkFixture.readAll(store().feed(), before)).isEmpty();
  }

  @Test
  void whatADaemonCreatedIsCountedByKindNotesToo() {
    long id =
        fixture
            .doing(
                fixture.byDaemon,
                c -> c.addToTriage(List.of(NewTriageEvent.of(map("title", "counted")))))
            .getFirst()
            .orThrow();
    fixture.doing(fixture.byDaemon, c -> c.addNote(ObjectRef.triageEvent(id), "one"));
    fixture.doing(fixture.byDaemon, c -> c.addNote(ObjectRef.triageEvent(id), "two"));
    fixture.doing(fixture.byPerson, c -> c.addNote(ObjectRef.triageEvent(id), "not a daemon's"));
    assertThat(created(ObjectKind.TRIAGE_EVENT)).isEqualTo(1);
    assertThat(created(ObjectKind.NOTE)).isEqualTo(2);
    assertThat(created(ObjectKind.INCIDENT)).isZero();
  }

  private Outcome<?> edit(Cause cause, long id, TriageEdit.Action action) {
    return fixture.doing(cause, c -> c.editTriage(List.of(TriageEdit.of(id, action)))).getFirst();
  }

  private long created(ObjectKind kind) {
    return store().reader().createdSince(fixture.now).stream()
        .filter(count -> count.daemon() == fixture.daemon && count.kind() == kind)
        .mapToLong(CreatedCount::count)
        .sum();
  }

  static Outcome.Refused<?> refused(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return (Outcome.Refused<?>) outcome;
  }

  /** Names and values in turn; values may be null. */
  static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }
}
