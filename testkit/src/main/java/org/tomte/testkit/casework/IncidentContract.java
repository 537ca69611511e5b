package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.incident.Track;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Seen;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;

/** What every store of the data layer must do for incidents. */
public abstract class IncidentContract {

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  @Test
  void anIncidentHasTheTemplatesFieldsAndItsOwnOverThem() {
    String name = saveTemplate("P" + fixture.daemon + "-{counter}");
    NewIncident wanted =
        new NewIncident(
            name,
            map("title", "Invoice", "severity", "high", "category", null),
            List.of(),
            "https://siem.example/1",
            null);
    Incident made =
        fixture
            .doing(fixture.byDaemon, c -> c.createIncidents(List.of(wanted)))
            .getFirst()
            .orThrow();

    Incident incident = fixture.incident(made.number());
    assertThat(incident).isEqualTo(made);
    assertThat(incident.fields().asMap())
        .containsOnly(
            entry("title", "Invoice"),
            entry("severity", "high"),
            entry("type", "phishing"),
            entry("tags", List.of("mail", "user")),
            entry("status", "new"),
            entry("phase", "containment"),
            entry("link", "https://siem.example/1"),
            entry("template", name));
    assertThat(incident.label()).isEqualTo("P" + fixture.daemon + "-1");
    assertThat(incident.createdBy()).isEqualTo(fixture.byDaemon);
    assertThat(incident.lifecycle().opened()).isEqualTo(fixture.now);
    assertThat(store().reader().history(incident.ref()).getFirst().after())
        .isEqualTo(incident.fields().asMap());
  }

  @Test
  void anUnknownTemplateIsRefusedWithTheNearestName() {
    String name = saveTemplate("U" + fixture.daemon + "-{counter}");
    List<Outcome<Incident>> outcomes =
        fixture.doing(
            fixture.byDaemon,
            c ->
                c.createIncidents(
                    List.of(
                        NewIncident.of(name.replace("phishing", "phsihing"), map()),
                        NewIncident.of("genral", map()),
                        NewIncident.of(name, map("title", "good")))));
    assertThat(refused(outcomes.get(0)).why()).isEqualTo(Refusal.UNKNOWN_TEMPLATE);
    assertThat(refused(outcomes.get(0)).reason()).contains("did you mean '" + name + "'?");
    assertThat(refused(outcomes.get(1)).reason()).contains("did you mean 'general'?");
    assertThat(outcomes.get(2).orThrow().title()).isEqualTo("good");
  }

  @Test
  void aTemplateWithABadFieldIsNotStored() {
    IncidentTemplate bad =
        new IncidentTemplate("bad", "", LabelPattern.parse("{counter}"), map("phase", "contain"));
    Outcome<?> outcome = fixture.doing(fixture.byPerson, c -> c.saveTemplate(bad));
    assertThat(refused(outcome).reason()).contains("Template 'bad'").contains("containment");
  }

  @Test
  void labelsCountPerYearAndDayInTheZoneOfThePattern() {
    String start = "Z" + fixture.daemon;
    LabelPattern pattern =
        LabelPattern.parse(
            start + "/{year}-{month}-{day}/{counter per=day width=3 from=7}",
            ZoneId.of("Pacific/Kiritimati"));
    fixture.doing(
        fixture.byPerson,
        c -> c.saveTemplate(new IncidentTemplate(start, "", pattern, map())).orThrow());
    fixture.now = Instant.parse("2026-12-31T09:59:59Z");
    assertThat(labels(start, 2))
        .containsExactly(start + "/2026-12-31/007", start + "/2026-12-31/008");
    fixture.now = Instant.parse("2026-12-31T10:00:00Z");
    assertThat(labels(start, 1)).containsExactly(start + "/2027-01-01/007");
    assertThat(labels(start, 1)).containsExactly(start + "/2027-01-01/008");
  }

  @Test
  void aLabelThatIsTakenGetsASuffix() {
    String one = saveTemplate("S" + fixture.daemon + "-{counter}");
    String other = "other-" + fixture.daemon;
    LabelPattern same = LabelPattern.parse("S" + fixture.daemon + "-{counter width=1}");
    fixture.doing(
        fixture.byPerson,
        c -> c.saveTemplate(new IncidentTemplate(other, "", same, map())).orThrow());
    String label = "S" + fixture.daemon + "-";
    assertThat(labels(one, 2)).containsExactly(label + "1", label + "2");
    assertThat(labels(other, 3)).containsExactly(label + "1-2", label + "2-2", label + "3");
  }

  @Test
  void aPersonsFieldIsNotOverwrittenByADaemonUnlessForced() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x", "severity", "low"));
    update(fixture.byPerson, incident, "severity", "high", false);
    update(fixture.byPerson, incident, "owner", "ada", false);
    update(fixture.byPerson, incident, "owner", null, false);

    EditedIncident kept =
        fixture
            .doing(
                fixture.byDaemon,
                c ->
                    c.updateIncident(
                        incident.number(),
                        map("severity", "info", "owner", "bot", "title", "y"),
                        false))
            .orThrow();
    assertThat(kept.kept()).containsExactlyInAnyOrder("severity", "owner");
    assertThat(kept.changed()).containsExactly("title");
    assertThat(fixture.incident(incident.number()).fields().asMap())
        .contains(entry("severity", "high"), entry("title", "y"))
        .doesNotContainKey("owner");

    EditedIncident forced = update(fixture.byDaemon, incident, "severity", "info", true);
    assertThat(forced.changed()).containsExactly("severity");
    assertThat(update(fixture.byDaemon, incident, "severity", "low", false).kept()).isEmpty();
  }

  @Test
  void closingAndReopeningIsCountedAndKeptAsIntervals() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    Instant opened = fixture.now;
    step();
    fixture.doing(fixture.byPerson, c -> c.setStatus(incident.number(), "open", false)).orThrow();
    step();
    fixture
        .doing(fixture.byPerson, c -> c.close(incident.number(), "benign", "a scanner", false))
        .orThrow();
    Incident closed = fixture.incident(incident.number());
    assertThat(closed.closed()).isTrue();
    assertThat(closed.lifecycle().closed()).isEqualTo(fixture.now);
    assertThat(closed.fields().asMap())
        .contains(entry("closingReason", "benign"), entry("closingNote", "a scanner"));
    step();
    fixture.doing(fixture.byDaemon, c -> c.reopen(incident.number())).orThrow();

    Incident again = fixture.incident(incident.number());
    assertThat(again.closed()).isFalse();
    assertThat(again.lifecycle().closures()).isEqualTo(1);
    assertThat(again.lifecycle().reopens()).isEqualTo(1);
    assertThat(again.fields().asMap()).doesNotContainKeys("closingReason", "closingNote");
    assertThat(intervals(incident, Track.STATUS))
        .extracting(Interval::value, Interval::from, Interval::until)
        .containsExactly(
            row("new", opened, opened.plusSeconds(60)),
            row("open", opened.plusSeconds(60), opened.plusSeconds(120)),
            row("closed", opened.plusSeconds(120), opened.plusSeconds(180)),
            row("open", opened.plusSeconds(180), null));
    assertThat(intervals(incident, Track.STATUS))
        .extracting(Interval::by)
        .containsExactly(fixture.byDaemon, fixture.byPerson, fixture.byPerson, fixture.byDaemon);
  }

  @Test
  void closingAgainAndReopeningWhatIsOpenChangesNothing() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    assertThat(
            fixture.doing(fixture.byDaemon, c -> c.reopen(incident.number())).orThrow().changed())
        .isEmpty();
    fixture.doing(fixture.byDaemon, c -> c.close(incident.number(), "a", null, false)).orThrow();
    int length = store().reader().history(incident.ref()).size();
    EditedIncident again =
        fixture
            .doing(fixture.byDaemon, c -> c.close(incident.number(), "b", null, false))
            .orThrow();
    assertThat(again.changed()).isEmpty();
    assertThat(store().reader().history(incident.ref())).hasSize(length);
    assertThat(fixture.incident(incident.number()).lifecycle().closures()).isEqualTo(1);
  }

  @Test
  void aDaemonDoesNotCloseWhatAPersonPutOnHold() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    fixture
        .doing(fixture.byPerson, c -> c.setStatus(incident.number(), "on-hold", false))
        .orThrow();
    EditedIncident kept =
        fixture
            .doing(fixture.byDaemon, c -> c.close(incident.number(), "x", null, false))
            .orThrow();
    assertThat(kept.kept()).containsExactly("status");
    assertThat(fixture.incident(incident.number()).status()).isEqualTo("on-hold");
    fixture.doing(fixture.byDaemon, c -> c.close(incident.number(), "x", null, true)).orThrow();
    assertThat(fixture.incident(incident.number()).closed()).isTrue();
  }

  @Test
  void editsOfABatchSeeEachOtherAndRefusalsCostOnlyThemselves() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    List<Outcome<EditedIncident>> outcomes =
        fixture.doing(
            fixture.byDaemon,
            c ->
                c.editIncidents(
                    List.of(
                        set(incident.number(), "phase", "containment"),
                        set(incident.number(), "phase", "erradication"),
                        set(Long.MAX_VALUE, "phase", "recovery"),
                        set(incident.number(), "phase", null),
                        set(incident.number(), "parent", incident.number()),
                        set(incident.number(), "phase", "recovery"))));
    assertThat(outcomes)
        .extracting(Outcome.Done.class::isInstance)
        .containsExactly(true, false, false, false, false, true);
    assertThat(refused(outcomes.get(1)).reason()).contains("did you mean 'eradication'?");
    assertThat(refused(outcomes.get(2)).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(refused(outcomes.get(3)).reason()).contains("cannot be empty");
    assertThat(refused(outcomes.get(4)).reason()).contains("its own parent");
    assertThat(intervals(incident, Track.PHASE))
        .extracting(Interval::value)
        .containsExactly("detection-and-analysis", "containment", "recovery");
    assertThat(store().reader().history(incident.ref()))
        .filteredOn(change -> change.field().equals("phase"))
        .extracting(Change::before, Change::after)
        .containsExactly(
            row("detection-and-analysis", "containment"), row("containment", "recovery"));
  }

  @Test
  void aParentMustExist() {
    Incident parent = fixture.open(fixture.byDaemon, map("title", "parent"));
    Incident child =
        fixture.open(fixture.byDaemon, map("title", "child", "parent", parent.number()));
    assertThat(fixture.incident(child.number()).fields().get("parent")).isEqualTo(parent.number());
    Outcome<?> outcome =
        fixture
            .doing(
                fixture.byDaemon,
                c ->
                    c.createIncidents(
                        List.of(NewIncident.of("general", map("parent", Long.MAX_VALUE)))))
            .getFirst();
    assertThat(refused(outcome).reason()).contains("'parent'");
  }

  @Test
  void aClockThatStepsBackMakesNoIntervalThatEndsBeforeItBegins() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    Instant opened = fixture.now;
    fixture.now = opened.minusSeconds(30);
    fixture.doing(fixture.byDaemon, c -> c.setStatus(incident.number(), "open", false)).orThrow();
    assertThat(intervals(incident, Track.STATUS))
        .extracting(Interval::from, Interval::until)
        .containsExactly(row(opened, opened), row(opened, null));
    assertThat(fixture.incident(incident.number()).lifecycle().changed()).isEqualTo(opened);
  }

  @Test
  void incidentsAreListedByFilterAndInPages() {
    String owner = "owner" + fixture.daemon;
    Incident one = fixture.open(fixture.byDaemon, map("title", "1", "owner", owner));
    Incident two = fixture.open(fixture.byDaemon, map("title", "2", "owner", owner));
    Incident three =
        fixture.open(
            fixture.byDaemon,
            map("title", "3", "owner", owner, "status", "closed", "severity", "low"));

    assertThat(numbers(filter(null, null, null, owner), 0, 2))
        .containsExactly(one.number(), two.number());
    assertThat(numbers(filter(null, null, null, owner), two.number(), 2))
        .containsExactly(three.number());
    assertThat(numbers(filter(true, null, null, owner), 0, 9)).containsExactly(three.number());
    assertThat(numbers(filter(false, "new", null, owner), 0, 9))
        .containsExactly(one.number(), two.number());
    assertThat(numbers(filter(null, null, "low", owner), 0, 9)).containsExactly(three.number());
    assertThat(store().reader().incidents(List.of(three.number(), one.number(), Long.MAX_VALUE)))
        .extracting(Incident::number)
        .containsExactly(one.number(), three.number());
    assertThat(three.closed()).isTrue();
  }

  @Test
  void oldIdleAndUnattendedIncidentsAreFound() {
    Incident old = fixture.open(fixture.byDaemon, map("title", "old"));
    Incident touched = fixture.open(fixture.byDaemon, map("title", "touched"));
    Incident owned = fixture.open(fixture.byDaemon, map("title", "owned", "owner", "ada"));
    Incident read = fixture.open(fixture.byDaemon, map("title", "read"));
    step();
    Instant later = fixture.now;
    Incident young = fixture.open(fixture.byDaemon, map("title", "young"));
    update(fixture.byDaemon, touched, "title", "touched again", false);
    fixture.doing(fixture.byPerson, c -> c.addNote(read.ref(), "looked at it")).orThrow();

    List<Long> all =
        List.of(old, touched, owned, read, young).stream().map(Incident::number).toList();
    IncidentFilter aged = new IncidentFilter(null, null, null, null, later, null, false);
    IncidentFilter idle = new IncidentFilter(null, null, null, null, null, later, false);
    IncidentFilter alone = new IncidentFilter(null, null, null, null, null, null, true);
    long before = old.number() - 1;
    assertThat(numbers(aged, before, 99)).containsExactlyElementsOf(all.subList(0, 4));
    assertThat(numbers(idle, before, 99)).containsExactly(old.number(), owned.number());
    assertThat(numbers(alone, before, 99))
        .containsExactly(old.number(), touched.number(), young.number());
  }

  @Test
  void aDaemonSeesOnlyWhatOthersChanged() {
    Cause other = Cause.Daemon.of(fixture.daemon + 100_000, null, "other");
    Incident own = fixture.open(fixture.byDaemon, map("title", "own"));
    Incident foreign = fixture.open(other, map("title", "foreign"));
    long before = own.number() - 1;
    assertThat(seen(fixture.daemon, before))
        .extracting(seen -> seen.object().number())
        .containsExactly(foreign.number());
    assertThat(seen(null, before)).hasSize(2);

    Seen<Incident> first = seen(fixture.daemon, before).getFirst();
    update(fixture.byDaemon, foreign, "title", "renamed by us", false);
    assertThat(seen(fixture.daemon, before).getFirst().last()).isEqualTo(first.last());
    assertThat(seen(fixture.daemon, before).getFirst().object().title()).isEqualTo("renamed by us");
    update(other, foreign, "title", "renamed by them", false);
    update(fixture.byPerson, own, "title", "renamed by ada", false);
    assertThat(seen(fixture.daemon, before)).extracting(Seen::depth).containsExactly(0, 1);
    assertThat(seen(fixture.daemon, before).getLast().last()).isGreaterThan(first.last());
  }

  private String saveTemplate(String label) {
    String name = "phishing-" + label.substring(0, label.indexOf('-')).toLowerCase(Locale.ROOT);
    IncidentTemplate template =
        new IncidentTemplate(
            name,
            "A reported mail",
            LabelPattern.parse(label, ZoneOffset.UTC),
            map(
                "type", "phishing",
                "severity", "medium",
                "category", "mail",
                "phase", "containment",
                "tags", List.of("mail", "user")));
    fixture.doing(fixture.byPerson, c -> c.saveTemplate(template).orThrow());
    return name;
  }

  private List<String> labels(String template, int count) {
    List<NewIncident> wanted =
        Stream.generate(() -> NewIncident.of(template, map("title", "x"))).limit(count).toList();
    return fixture.doing(fixture.byDaemon, c -> c.createIncidents(wanted)).stream()
        .map(outcome -> outcome.orThrow().label())
        .toList();
  }

  private EditedIncident update(
      Cause cause, Incident incident, String field, @Nullable Object value, boolean force) {
    return fixture
        .doing(cause, c -> c.updateIncident(incident.number(), map(field, value), force))
        .orThrow();
  }

  private static IncidentEdit set(long number, String field, @Nullable Object value) {
    return IncidentEdit.of(number, new IncidentEdit.Action.Set(map(field, value), false));
  }

  private List<Interval> intervals(Incident incident, Track track) {
    return store().reader().intervals(incident.number()).stream()
        .filter(interval -> interval.track() == track)
        .toList();
  }

  private static IncidentFilter filter(
      @Nullable Boolean closed,
      @Nullable String status,
      @Nullable String severity,
      @Nullable String owner) {
    return new IncidentFilter(closed, status, severity, owner, null, null, false);
  }

  private List<Long> numbers(IncidentFilter filter, long after, int limit) {
    return store().reader().incidents(filter, after, limit).stream().map(Incident::number).toList();
  }

  private List<Seen<Incident>> seen(@Nullable Integer daemon, long after) {
    SearchFields fields = SearchFields.of(ObjectKind.INCIDENT, fixture.settings.fields());
    SearchRequest all = SearchRequest.first(fields, Condition.all(), 99, fixture.now);
    return store()
        .reader()
        .seen(
            SearchTarget.INCIDENTS,
            all.after(new Cursor(all.sort(), null, after)),
            new SeenBy(daemon, false));
  }

  private void step() {
    fixture.now = fixture.now.plus(Duration.ofMinutes(1));
  }

  private static Tuple row(@Nullable Object... values) {
    return Tuple.tuple(values);
  }

  @Test
  void restrictedIncidentsAreThereForWhomTheyNameOnly() {
    Incident secret =
        fixture.open(
            fixture.byPerson,
            map(
                "title",
                "x",
                "restricted",
                true,
                "owner",
                "ada",
                "investigators",
                List.of("bob"),
                "visibleTo",
                List.of("cyd")));
    Incident plain = fixture.open(fixture.byPerson, map("title", "y", "owner", "ada"));
    List<Long> both = List.of(secret.number(), plain.number());
    for (String name : List.of("ada", "bob", "cyd")) {
      assertThat(seen(Access.person(name, Role.VIEWER), both)).isEqualTo(both);
    }
    for (Access other :
        List.of(
            Access.person("dan", Role.ADMINISTRATOR),
            Access.person("da", Role.ANALYST),
            Access.daemon("ada", false))) {
      assertThat(seen(other, both)).containsExactly(plain.number());
      assertThat(store().reader().as(other).incident(secret.number())).isEmpty();
    }
    assertThat(seen(Access.daemon("watch", true), both)).isEqualTo(both);
  }

  private List<Long> seen(Access access, List<Long> numbers) {
    CaseworkReader reader = store().reader().as(access);
    List<Long> named = reader.incidents(numbers).stream().map(Incident::number).toList();
    long before = numbers.getFirst() - 1;
    assertThat(reader.incidents(IncidentFilter.ALL, before, 2).stream().map(Incident::number))
        .startsWith(named.toArray(new Long[0]));
    return named;
  }
}
