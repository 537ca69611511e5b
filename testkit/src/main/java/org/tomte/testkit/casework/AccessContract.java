package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.audit.AuditEntry;
import org.tomte.casework.audit.AuditFilter;
import org.tomte.casework.audit.AuditPlace;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.note.Note;
import org.tomte.casework.people.Person;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.search.Sort;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageFilter;

/** Who may do and know what, the same in every store. */
public abstract class AccessContract {
  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
    fixture.settings =
        CaseSettings.of(
                fixture.settings.workflow(),
                List.of(),
                List.of(
                    person("vic", Role.VIEWER, true),
                    person("ann", Role.ANALYST, true),
                    person("bob", Role.ANALYST, true),
                    person("eve", Role.ENGINEER, true),
                    person("ada", Role.ADMINISTRATOR, true),
                    person("old", Role.ADMINISTRATOR, false)),
                List.of(),
                fixture.settings.own())
            .harvestedBy(fixture.settings.harvester());
  }

  private static Person person(String name, Role role, boolean active) {
    return new Person(name, null, null, role, null, active);
  }

  private static Cause by(String name) {
    return new Cause.Person(name);
  }

  @Test
  void aRoleSaysWhatItsPersonMayDoAndTheRefusalNamesTheRoleThatIsNeeded() {
    long number = fixture.open(by("ann"), map("title", "A")).number();
    Outcome<?> viewer = set("vic", number, map("severity", "high"));
    assertThat(refused(viewer).why()).isEqualTo(Refusal.FORBIDDEN);
    assertThat(refused(viewer).reason())
        .isEqualTo(
            "vic has the role viewer and may not work on incidents; that needs the role analyst or"
                + " more.");
    assertThat(refused(set("old", number, map("severity", "high"))).reason())
        .isEqualTo("old is not active any more and may not work on incidents.");
    Outcome<?> stranger = fixture.strictly(by("who"), c -> c.reopen(number));
    assertThat(refused(stranger).reason())
        .isEqualTo("There is no user who, who could work on incidents.");
    assertThat(set("bob", number, map("severity", "high"))).isInstanceOf(Outcome.Done.class);
    assertThat(set("ada", number, map("severity", "low"))).isInstanceOf(Outcome.Done.class);
    assertThat(set(fixture.byDaemon, number, map("title", "B"))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void someEditsNeedMoreThanOthers() {
    long number = fixture.open(by("ann"), map("title", "A")).number();
    assertThat(refused(fixture.doing(by("ann"), c -> c.hold(number, "court"))).reason())
        .isEqualTo(
            "ann has the role analyst and may not set and lift holds; that needs the role"
                + " administrator.");
    Outcome<?> held = fixture.doing(by("ada"), c -> c.hold(number, "court"));
    assertThat(held).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void everyElementOfAForbiddenBatchIsRefusedAndNothingIsChanged() {
    long number = fixture.open(by("ann"), map("title", "A")).number();
    List<Outcome<Long>> outcomes =
        fixture.doing(
            by("vic"),
            c ->
                c.addNotes(
                    List.of(
                        org.tomte.casework.note.NewNote.of(ObjectRef.incident(number), "one"),
                        org.tomte.casework.note.NewNote.of(ObjectRef.incident(number), "two"))));
    assertThat(outcomes).hasSize(2).allMatch(each -> refused(each).why() == Refusal.FORBIDDEN);
    assertThat(store().reader().notes(ObjectRef.incident(number))).isEmpty();
  }

  @Test
  void whatIsRestrictedIsRefusedInTheWordsForWhatIsNotThere() {
    HiddenIncident hidden = new HiddenIncident(fixture);
    long none = 999_999_999_999L;
    for (Cause stranger : List.of(by("bob"), by("ada"), otherDaemon())) {
      sameWords(none, hidden.incident, n -> set(stranger, n, map("severity", "high")));
      sameWords(
          none, hidden.incident, n -> fixture.doing(stranger, c -> c.close(n, "", null, true)));
      sameWords(
          none,
          hidden.incident,
          n -> fixture.doing(stranger, c -> c.addNote(ObjectRef.incident(n), "hello")));
      sameWords(
          none,
          hidden.task,
          n -> fixture.doing(stranger, c -> c.addNote(ObjectRef.task(n), "hello")));
      sameWords(
          none,
          hidden.event,
          n -> fixture.doing(stranger, c -> c.addNote(ObjectRef.triageEvent(n), "hello")));
      sameWords(none, hidden.incident, n -> fixture.doing(stranger, c -> task(c, n)));
      sameWords(
          none,
          hidden.task,
          n ->
              fixture.doing(
                  stranger,
                  c ->
                      c.editTasks(
                              List.of(
                                  TaskEdit.of(n, new TaskEdit.Action.Set(map("title", "x"), true))))
                          .getFirst()));
      sameWords(
          none, hidden.event, n -> fixture.doing(stranger, c -> c.convert(n, "general", map())));
      sameWords(
          none,
          hidden.event,
          n ->
              fixture.doing(
                  stranger,
                  c ->
                      c.editTriage(List.of(TriageEdit.of(n, new TriageEdit.Action.Grab("bob"))))
                          .getFirst()));
      long own = fixture.open(by("bob"), map("title", "own")).number();
      sameWords(none, hidden.incident, n -> set(stranger, own, map("parent", n)));
    }
    assertThat(store().reader().incident(hidden.incident).orElseThrow().version())
        .isEqualTo(hidden.version);
  }

  private static Outcome<?> task(Casework casework, long incident) {
    return casework
        .createTasks(List.of(new NewTask(null, incident, map("title", "t"), null, null)))
        .getFirst();
  }

  private interface Asking {
    Outcome<?> about(long number);
  }

  private static void sameWords(long none, long hidden, Asking asking) {
    Outcome.Refused<?> missing = refused(asking.about(none));
    Outcome.Refused<?> refused = refused(asking.about(hidden));
    assertThat(refused.why()).isEqualTo(missing.why());
    assertThat(refused.reason())
        .isEqualTo(missing.reason().replace(String.valueOf(none), String.valueOf(hidden)));
  }

  @Test
  void thoseWhomARestrictedIncidentNamesWorkOnItAndLetOthersTakePart() {
    HiddenIncident hidden = new HiddenIncident(fixture);
    assertThat(set("ann", hidden.incident, map("severity", "high")))
        .isInstanceOf(Outcome.Done.class);
    assertThat(refused(set("ada", hidden.incident, map("severity", "low"))).why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(set("ann", hidden.incident, map("visibleTo", List.of("ada"))))
        .isInstanceOf(Outcome.Done.class);
    assertThat(set("ada", hidden.incident, map("severity", "low")))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void theDaemonThatOpenedARestrictedIncidentGoesOnWithIt() {
    long number =
        fixture
            .open(fixture.byDaemon, map("title", HiddenIncident.MARK, "restricted", true))
            .number();
    assertThat(set(fixture.byDaemon, number, map("severity", "high")))
        .isInstanceOf(Outcome.Done.class);
    assertThat(refused(set(otherDaemon(), number, map("severity", "low"))).why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
    CaseworkReader reader = store().reader();
    assertThat(reader.as(Access.daemon("a", fixture.daemon, false)).incident(number)).isPresent();
    assertThat(reader.as(Access.daemon("b", fixture.daemon + 1, false)).incident(number)).isEmpty();
    assertThat(reader.as(Access.daemon("b", null, false)).incident(number)).isEmpty();
    assertThat(reader.as(Access.daemon("c", null, true)).incident(number)).isPresent();
  }

  @Test
  void anAdministratorBreaksTheGlassWithAReasonThatEverybodyThereReads() {
    HiddenIncident hidden = new HiddenIncident(fixture);
    assertThat(refused(breakGlass("bob", hidden.incident, "curious")).why())
        .isEqualTo(Refusal.FORBIDDEN);
    assertThat(refused(breakGlass("ada", hidden.incident, " ")).why()).isEqualTo(Refusal.BAD_VALUE);
    assertThat(breakGlass("ada", hidden.incident, "ann is ill")).isInstanceOf(Outcome.Done.class);
    Access ada = Access.person("ada", Role.ADMINISTRATOR);
    CaseworkReader reader = store().reader().as(ada);
    assertThat(reader.incident(hidden.incident).orElseThrow().fields().texts("visibleTo"))
        .contains("ada");
    assertThat(reader.notes(ObjectRef.incident(hidden.incident)))
        .extracting(Note::text)
        .contains("ada, an administrator, took part without being asked: ann is ill");
    long open = fixture.open(by("ann"), map("title", "open")).number();
    assertThat(refused(breakGlass("ada", open, "why not")).why()).isEqualTo(Refusal.BAD_STATE);
  }

  @Test
  void theAuditTellsWhatPeopleDidAndWhatTheyWereRefusedTheLatestFirstAndPageByPage() {
    Instant since = fixture.now.plusSeconds(fixture.daemon);
    fixture.now = since;
    long number = fixture.open(by("ann"), map("title", "A")).number();
    fixture.now = since.plusSeconds(1);
    set("vic", number, map("severity", "high"));
    fixture.now = since.plusSeconds(2);
    set(fixture.byDaemon, number, map("type", "scan"));
    set("bob", number, map("severity", "high", "tags", List.of("a", "b")));
    AuditFilter mine = new AuditFilter(since, null, null, null);
    List<AuditEntry> all =
        store().audit().read(mine, null, 100).stream()
            .filter(entry -> entry.at().isBefore(since.plusSeconds(60)))
            .toList();
    assertThat(all)
        .extracting(each ->
            "%s %s %s: %s, %s"
                .formatted(each.who(), each.what(), each.object(), each.before(), each.after()))
        .containsExactly(
            "bob set tags incident %d: null, a, b".formatted(number),
            "bob set severity incident %d: null, high".formatted(number),
            "vic refused edit-incidents: null, null",
            "ann created incident %d: null, null".formatted(number));
    assertThat(all.get(2).why()).contains("needs the role analyst");
    List<AuditEntry> paged = new ArrayList<>();
    AuditPlace place = new AuditPlace(since.plusSeconds(60), 0, 0);
    for (int i = 0; i < 4; i++) {
      AuditEntry next = store().audit().read(mine, place, 1).getFirst();
      place = AuditPlace.parse(next.place().toString());
      paged.add(next);
    }
    assertThat(paged).isEqualTo(all);
    assertThat(store().audit().read(new AuditFilter(since, "vic", "refu", "EDIT"), null, 9))
        .contains(all.get(2));
  }

  @Test
  void theAuditTellsAStrangerNothingOfWhatIsRestricted() {
    fixture.now = fixture.now.plusSeconds(200_000 + fixture.daemon);
    AuditFilter mine = new AuditFilter(fixture.now, null, null, null);
    HiddenIncident hidden = new HiddenIncident(fixture);
    breakGlass("ada", hidden.incident, "ann is ill");
    AuditReader audit = store().audit();
    String told = audit.as(Access.person("bob", Role.ANALYST)).read(mine, null, 500).toString();
    assertThat(hidden.isIn(told)).as(told).isFalse();
    List<AuditEntry> insider = audit.as(Access.person("ann", Role.ANALYST)).read(mine, null, 500);
    assertThat(insider)
        .anyMatch(entry ->
            entry.what().equals("break-glass")
                && entry.who().equals("ada")
                && entry.why().equals("ann is ill"));
    assertThat(insider).hasSizeGreaterThan(10);
  }

  private Outcome<?> breakGlass(String who, long number, String reason) {
    return fixture.doing(by(who), c -> c.breakGlass(number, reason));
  }

  @Test
  void noMethodOfTheReaderTellsAStrangerOfWhatIsRestricted() throws ReflectiveOperationException {
    HiddenIncident hidden = new HiddenIncident(fixture);
    Set<ObjectRef> all =
        Set.of(
            ObjectRef.incident(hidden.incident),
            ObjectRef.task(hidden.task),
            ObjectRef.triageEvent(hidden.event));
    CaseworkReader reader = store().reader();
    CaseworkReader stranger = reader.as(Access.person("bob", Role.ANALYST));
    CaseworkReader daemon = reader.as(Access.daemon("d", fixture.daemon + 7, false));
    CaseworkReader insider = reader.as(Access.person("ann", Role.ANALYST));
    Map<String, String> told = new TreeMap<>();
    for (Method method : CaseworkReader.class.getMethods()) {
      if (method.getName().equals("as")) {
        continue;
      }
      for (List<@Nullable Object> arguments : arguments(method, hidden, all)) {
        if (isOfTwoKinds(arguments)) {
          continue;
        }
        for (CaseworkReader outsider : List.of(stranger, daemon)) {
          String answer = call(method, outsider, arguments);
          assertThat(hidden.isIn(answer))
              .as("%s%s tells a stranger %s", method.getName(), arguments, answer)
              .isFalse();
        }
        told.merge(
            method.toString(), call(method, insider, arguments), (one, other) -> one + other);
      }
    }
    // So that this cannot pass on nothing: those who are named are told by the same calls.
    told.forEach((method, answers) -> {
      if (!NOTHING_OF_INCIDENTS.contains(method.replaceAll(".*\\.(\\w+)\\(.*", "$1"))) {
        assertThat(hidden.isIn(answers)).as("%s: %s", method, answers).isTrue();
      }
    });
    assertThat(stranger.visible(all)).isEmpty();
    assertThat(insider.visible(all)).isEqualTo(all);
  }

  /** A search over objects of one kind by the fields of another cannot be asked. */
  private static boolean isOfTwoKinds(List<@Nullable Object> arguments) {
    return arguments.stream()
        .anyMatch(one ->
            one instanceof SearchTarget<?> target
                && arguments.stream()
                    .anyMatch(other ->
                        other instanceof SearchRequest request
                            && request.fields().kind() != target.kind()));
  }

  /** What has nothing of incidents in it, or only numbers of them. */
  private static final Set<String> NOTHING_OF_INCIDENTS =
      Set.of("indicator", "indicators", "createdSince", "visible", "count");

  private static String call(Method method, CaseworkReader reader, List<@Nullable Object> arguments)
      throws ReflectiveOperationException {
    try {
      return String.valueOf(method.invoke(reader, arguments.toArray()));
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(method + " with " + arguments, thrown.getCause());
    }
  }

  /** All ways to call a method that could lead to what is restricted. */
  private List<List<@Nullable Object>> arguments(
      Method method, HiddenIncident hidden, Set<ObjectRef> objects) {
    List<List<@Nullable Object>> calls = new ArrayList<>();
    calls.add(List.of());
    for (Class<?> type : method.getParameterTypes()) {
      List<List<@Nullable Object>> longer = new ArrayList<>();
      for (List<@Nullable Object> call : calls) {
        for (@Nullable Object value : values(method, type, hidden, objects)) {
          List<@Nullable Object> more = new ArrayList<>(call);
          more.add(value);
          longer.add(more);
        }
      }
      calls = longer;
    }
    return calls;
  }

  private List<@Nullable Object> values(
      Method method, Class<?> type, HiddenIncident hidden, Set<ObjectRef> objects) {
    List<@Nullable Object> values = new ArrayList<>();
    List<Long> numbers =
        List.of(
            hidden.incident,
            hidden.task,
            hidden.event,
            hidden.family,
            hidden.note,
            hidden.attachment);
    if (type == long.class) {
      values.add(0L);
      numbers.forEach(number -> values.addAll(List.of(number, number - 1)));
    } else if (type == int.class) {
      values.add(500);
    } else if (type == Integer.class) {
      values.add(null);
      values.add(fixture.daemon);
    } else if (type == Collection.class) {
      values.add(method.getName().equals("visible") ? objects : numbers);
    } else if (type == ObjectRef.class) {
      values.addAll(objects);
    } else if (type == Instant.class) {
      values.add(Instant.EPOCH);
    } else if (type == IncidentFilter.class) {
      values.add(IncidentFilter.ALL);
    } else if (type == TriageFilter.class) {
      values.add(TriageFilter.ALL);
    } else if (type == TaskFilter.class) {
      values.add(TaskFilter.ALL);
    } else if (type == IndicatorFilter.class) {
      values.add(IndicatorFilter.ALL);
    } else if (type == EntityName.class) {
      values.add(hidden.entity);
    } else if (type == EntityFilter.class) {
      values.add(new EntityFilter(null, hidden.entity.value(), null, null));
    } else if (type == ObjectKind.class) {
      values.addAll(
          List.of(ObjectKind.INCIDENT, ObjectKind.TRIAGE_EVENT, ObjectKind.TASK, ObjectKind.NOTE));
    } else if (type == SearchTarget.class) {
      values.addAll(
          List.of(
              SearchTarget.INCIDENTS,
              SearchTarget.TASKS,
              SearchTarget.TRIAGE_EVENTS,
              SearchTarget.INDICATORS));
    } else if (type == SearchRequest.class) {
      for (ObjectKind kind : SearchFields.KINDS) {
        SearchFields fields = SearchFields.of(kind, fixture.settings.fields());
        SearchRequest every = SearchRequest.first(fields, Condition.all(), 500, fixture.now);
        values.add(every.by(Sort.read(fields.id() + ":desc", fields)));
      }
    } else if (type == SeenBy.class) {
      values.add(new SeenBy(null, false));
    } else {
      throw new AssertionError(
          "This test does not know how to call %s with a %s; teach it."
              .formatted(method, type.getSimpleName()));
    }
    return values;
  }

  private Outcome<?> set(String who, long number, Map<String, @Nullable Object> fields) {
    return set(by(who), number, fields);
  }

  private Outcome<?> set(Cause cause, long number, Map<String, @Nullable Object> fields) {
    return fixture.doing(cause, c -> c.updateIncident(number, fields, true));
  }

  private Cause otherDaemon() {
    return Cause.Daemon.of(fixture.daemon + 7, null, null);
  }

  private static Outcome.Refused<?> refused(Outcome<?> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return (Outcome.Refused<?>) outcome;
  }
}
