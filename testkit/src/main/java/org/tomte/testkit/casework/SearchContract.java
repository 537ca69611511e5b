package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Cursor;
import org.tomte.casework.search.PlainWords;
import org.tomte.casework.search.SearchCount;
import org.tomte.casework.search.SearchFault;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchPage;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.Sort;
import org.tomte.casework.task.NewTask;
import org.tomte.engine.search.CelConditions;

/** What every store of the data layer must do when it is searched. */
public abstract class SearchContract {
  private static final int RUNS = Math.abs((int) System.nanoTime() % 1_000_000);

  private CaseworkFixture fixture;
  private String mark;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
    mark = "mark" + RUNS + "x" + fixture.daemon;
  }

  private SearchFields fields(ObjectKind kind) {
    return SearchFields.of(kind, fixture.settings.fields());
  }

  private <T> SearchRequest request(SearchTarget<T> target, String condition) {
    SearchFields fields = fields(target.kind());
    Condition read = new CelConditions().condition(condition, fields);
    return SearchRequest.first(fields, read, 100, fixture.now);
  }

  private <T> List<Long> ids(SearchTarget<T> target, SearchRequest request) {
    return store().reader().search(target, request).objects().stream().map(target::id).toList();
  }

  private <T> List<Long> ids(SearchTarget<T> target, String condition) {
    return ids(target, request(target, condition));
  }

  private long open(@Nullable Object... fields) {
    List<@Nullable Object> all = new ArrayList<@Nullable Object>(Arrays.asList(fields));
    all.addAll(List.of("reference", mark));
    return fixture.open(fixture.byPerson, map(all.toArray())).number();
  }

  private SearchRequest ours() {
    return request(SearchTarget.INCIDENTS, "reference == '" + mark + "'");
  }

  @Test
  void everyOrderIsReadPageByPageWithoutALossOrATwin() {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      fixture.now = fixture.now.plusSeconds(i % 3 == 0 ? 0 : 60);
      String severity = List.of("low", "critical", "high").get(i % 3);
      @Nullable Object owner = i % 4 == 0 ? null : List.of("ada", "😀", "\uFFFD", "Ada").get(i % 4);
      all.add(open("severity", i == 5 ? null : severity, "owner", owner, "title", "t" + i % 5));
    }
    fixture.doing(fixture.byPerson, c -> c.close(all.get(3), "benign", null, false));
    SearchFields fields = fields(ObjectKind.INCIDENT);
    for (String sort :
        List.of("number", "severity", "status", "owner", "title", "opened", "closed", "label")) {
      for (String direction : List.of(sort, sort + ":desc")) {
        SearchRequest whole = ours().by(Sort.read(direction, fields));
        List<Long> expected = ids(SearchTarget.INCIDENTS, whole);
        assertThat(expected).as(direction).containsExactlyInAnyOrderElementsOf(all);
        assertThat(paged(whole, 3)).as(direction).isEqualTo(expected);
      }
    }
  }

  private List<Long> paged(SearchRequest whole, int size) {
    List<Long> numbers = new ArrayList<>();
    @Nullable Cursor after = null;
    do {
      SearchRequest next =
          new SearchRequest(
              whole.fields(),
              whole.condition(),
              whole.words(),
              whole.sort(),
              after == null ? null : Cursor.read(after.toString(), whole.sort()),
              size,
              whole.now());
      SearchPage<Incident> page = store().reader().search(SearchTarget.INCIDENTS, next);
      page.objects().forEach(incident -> numbers.add(incident.number()));
      after = page.next();
    } while (after != null);
    return numbers;
  }

  @Test
  void severitiesComeByRankTextsByCodePointAndWhatIsNotSetLast() {
    long low = open("severity", "low", "owner", "\uFFFD");
    long none = open("owner", null);
    long critical = open("severity", "critical", "owner", "😀");
    long medium = open("severity", "medium", "owner", "Z");
    SearchFields fields = fields(ObjectKind.INCIDENT);
    assertThat(ids(SearchTarget.INCIDENTS, ours().by(Sort.read("severity", fields))))
        .containsExactly(critical, medium, low, none);
    assertThat(ids(SearchTarget.INCIDENTS, ours().by(Sort.read("severity:desc", fields))))
        .containsExactly(low, medium, critical, none);
    assertThat(ids(SearchTarget.INCIDENTS, ours().by(Sort.read("owner", fields))))
        .containsExactly(medium, low, critical, none);
    assertThat(ids(SearchTarget.INCIDENTS, ours().by(Sort.read("owner:desc", fields))))
        .containsExactly(critical, low, medium, none);
  }

  @Test
  void aCursorOfAnotherOrderOrOfNobodyIsRefused() {
    SearchFields fields = fields(ObjectKind.INCIDENT);
    Sort byOwner = Sort.read("owner", fields);
    String cursor = new Cursor(byOwner, "ada", 7).toString();
    assertThat(Cursor.read(cursor, byOwner)).isEqualTo(new Cursor(byOwner, "ada", 7));
    assertThatThrownBy(() -> Cursor.read(cursor, Sort.byId(fields)))
        .isInstanceOf(SearchFault.class)
        .hasMessageContaining("sorted by owner, not by number");
    assertThatThrownBy(() -> Cursor.read("nonsense", byOwner)).hasMessageContaining("no cursor");
    assertThatThrownBy(() -> Sort.read("onwer", fields))
        .hasMessageContaining("did you mean 'owner'");
  }

  @Test
  void countsAreExactUpToALimit() {
    for (int i = 0; i < 5; i++) {
      open("title", "t");
    }
    CaseworkReader reader = store().reader();
    assertThat(reader.count(SearchTarget.INCIDENTS, ours(), 5))
        .isEqualTo(new SearchCount(5, false));
    assertThat(reader.count(SearchTarget.INCIDENTS, ours(), 4)).isEqualTo(new SearchCount(4, true));
  }

  @Test
  void restrictedIncidentsAndTheirTasksAreThereForThoseTheyName() {
    long shown = open("title", "shown");
    long hidden =
        open("title", "hidden", "restricted", true, "owner", "grace", "visibleTo", List.of("ada"));
    long task =
        fixture
            .doing(
                fixture.byPerson,
                c ->
                    c.createTasks(
                        List.of(new NewTask(null, hidden, map("title", mark), null, null))))
            .getFirst()
            .orThrow()
            .task()
            .number();
    SearchRequest tasks = request(SearchTarget.TASKS, "title == '" + mark + "'");
    for (Access access :
        List.of(
            Access.person("bob", Role.ADMINISTRATOR),
            Access.person("grace", Role.VIEWER),
            Access.daemon("watcher", null, false),
            Access.daemon("watcher", null, true))) {
      CaseworkReader reader = store().reader().as(access);
      boolean sees = access.restricted() || access.name().equals("grace");
      assertThat(reader.search(SearchTarget.INCIDENTS, ours()).objects())
          .as(access.toString())
          .extracting(Incident::number)
          .containsExactlyElementsOf(sees ? List.of(shown, hidden) : List.of(shown));
      assertThat(reader.count(SearchTarget.INCIDENTS, ours(), 10).number()).isEqualTo(sees ? 2 : 1);
      assertThat(reader.search(SearchTarget.INCIDENTS, ours().holding(List.of("hidden"))).objects())
          .hasSize(sees ? 1 : 0);
      assertThat(reader.search(SearchTarget.TASKS, tasks).objects())
          .extracting(SearchTarget.TASKS::id)
          .containsExactlyElementsOf(sees ? List.of(task) : List.of());
    }
  }

  @Test
  void whatWasDeletedIsFoundOnlyByConditionsThatNameIt() {
    long there = open("title", "t");
    long gone = open("title", "t");
    fixture.doing(fixture.byPerson, c -> c.delete(gone).orThrow());
    String ours = "reference == '" + mark + "'";
    assertThat(ids(SearchTarget.INCIDENTS, ours)).containsExactly(there);
    assertThat(store().reader().count(SearchTarget.INCIDENTS, ours(), 9).number()).isEqualTo(1);
    assertThat(ids(SearchTarget.INCIDENTS, ours + " && has(deleted)")).containsExactly(gone);
    assertThat(ids(SearchTarget.INCIDENTS, ours + " && (has(deleted) || true)"))
        .containsExactly(there, gone);
  }

  @Test
  void plainWordsAreFoundWhereTheyStand() {
    long mail =
        open(
            "title", "Phishing wave 100%",
            "description", "A mail from billing@evil.example, see 192.0.2.7.",
            "tags", List.of("finance", "vip"));
    long beacon = open("title", "Beacon_seen", "description", "calls home");
    assertThat(found("phish")).containsExactly(mail);
    assertThat(found("hishing WAVE")).containsExactly(mail);
    assertThat(found("100%")).containsExactly(mail);
    assertThat(found("n_s")).containsExactly(beacon);
    assertThat(found("evil.exa")).containsExactly(mail);
    assertThat(found("192.0.2.7")).containsExactly(mail);
    assertThat(found("fin vi")).containsExactly(mail);
    assertThat(found("phish home")).isEmpty();
    assertThat(found("inance")).isEmpty();
    assertThat(found("'; DROP")).isEmpty();
    assertThat(found(mark.substring(2))).containsExactly(mail, beacon);
    assertThat(found("")).containsExactly(mail, beacon);
    assertThatThrownBy(() -> PlainWords.of("a ".repeat(11))).hasMessageContaining("at most 10");
  }

  private List<Long> found(String words) {
    return ids(SearchTarget.INCIDENTS, ours().holding(PlainWords.of(words)));
  }

  @Test
  void triageEventsTasksAndIndicatorsAreSearchedToo() {
    long event =
        fixture.addToTriage(
            fixture.byDaemon,
            map(
                "title",
                mark,
                "severity",
                "high",
                "tags",
                List.of("vip"),
                "starttime",
                "2026-11-25T01:00:00Z"));
    String ours = "title == '" + mark + "' && ";
    assertThat(ids(SearchTarget.TRIAGE_EVENTS, ours + "status == 'new' && 'vip' in tags"))
        .containsExactly(event);
    assertThat(
            ids(
                SearchTarget.TRIAGE_EVENTS,
                ours + "starttime < now && createdBy.daemon == " + fixture.daemon))
        .containsExactly(event);
    assertThat(ids(SearchTarget.TRIAGE_EVENTS, ours + "(has(owner) || status != 'new')")).isEmpty();
    assertThat(
            ids(
                SearchTarget.TRIAGE_EVENTS,
                request(SearchTarget.TRIAGE_EVENTS, "true").holding(List.of(mark))))
        .containsExactly(event);

    long task =
        fixture
            .doing(
                fixture.byPerson,
                c ->
                    c.createTasks(
                        List.of(
                            NewTask.of(
                                map(
                                    "title",
                                    mark,
                                    "due",
                                    fixture.now.minusSeconds(90).toString())))))
            .getFirst()
            .orThrow()
            .task()
            .number();
    assertThat(ids(SearchTarget.TASKS, ours + "overdueFor >= duration('90s') && progress == 0"))
        .containsExactly(task);
    assertThat(ids(SearchTarget.TASKS, ours + "overdueFor > duration('90s')")).isEmpty();

    long indicator =
        fixture
            .doing(
                fixture.byDaemon,
                c ->
                    c.seeIndicators(
                        List.of(
                            NewIndicator.of(
                                new IndicatorName(IndicatorType.DOMAIN, mark + ".example"),
                                map("confidence", 80)))))
            .getFirst()
            .orThrow()
            .indicator()
            .id();
    assertThat(
            ids(
                SearchTarget.INDICATORS,
                "type == 'domain' && value.startsWith('"
                    + mark
                    + "') && confidence > 70"
                    + " && sightings == 1"))
        .containsExactly(indicator);
  }

  @Test
  void durationsEndAtTheInstantThatIsAskedFor() {
    long number = open("title", "t");
    String ours = "reference == '" + mark + "' && ";
    fixture.now = fixture.now.plus(Duration.ofHours(5));
    assertThat(ids(SearchTarget.INCIDENTS, ours + "age == duration('5h') && idle > duration('4h')"))
        .containsExactly(number);
    fixture.doing(fixture.byPerson, c -> c.close(number, "benign", null, false));
    fixture.now = fixture.now.plus(Duration.ofHours(5));
    assertThat(
            ids(
                SearchTarget.INCIDENTS,
                ours + "age == duration('5h') && inPhaseFor == age && closed - opened == age"))
        .containsExactly(number);
  }
}
