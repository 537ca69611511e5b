package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.incident.Track;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.workflow.Closing;
import org.tomte.casework.workflow.Phase;
import org.tomte.casework.workflow.SameTitles;
import org.tomte.casework.workflow.Workflow;

/** What every store of the data layer must do when incidents are closed and come into phases. */
public abstract class ClosingContract {
  private static final Workflow STANDARD = Workflow.standard();

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  @Test
  void aReasonThatIsNotOfferedIsRefusedWithTheNearest() {
    closingBy(new Closing(List.of("true-positive", "duplicate"), false, true, true, keep()));
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    Outcome<?> wrong = close(fixture.byPerson, incident, "true-positve", "n", false);
    assertThat(refused(wrong).why()).isEqualTo(Refusal.BAD_VALUE);
    assertThat(refused(wrong).reason())
        .contains("did you mean 'true-positive'?")
        .contains("true-positive, duplicate");
    assertThat(refused(close(fixture.byPerson, incident, " ", "n", false)).reason())
        .contains("needs a reason (true-positive, duplicate)");
    assertThat(refused(close(fixture.byDaemon, incident, "duplicate", " ", true)).reason())
        .contains("needs a note");
    assertThat(fixture.incident(incident.number())).isEqualTo(incident);

    close(fixture.byDaemon, incident, "True-Positive", "seen", false).orThrow();
    assertThat(fixture.incident(incident.number()).fields().asMap())
        .contains(entry("closingReason", "true-positive"), entry("closingNote", "seen"));
  }

  @Test
  void aClosedStatusIsSetByTheSameRules() {
    closingBy(new Closing(List.of("duplicate"), true, true, false, keep()));
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    Outcome<?> set = set(fixture.byPerson, incident, map("status", "closed"));
    assertThat(refused(set).why()).isEqualTo(Refusal.AGAINST_RULES);
    assertThat(refused(set).reason()).contains("needs a reason");
    Outcome<?> opened =
        fixture
            .doing(
                fixture.byDaemon,
                c -> c.createIncidents(List.of(NewIncident.of("general", map("status", "closed")))))
            .getFirst();
    assertThat(refused(opened).reason()).contains("needs a reason");
  }

  @Test
  void mandatoryPhasesMustHaveBeenSeenUnlessAPersonForcesIt() {
    phases(
        Phase.of("detection-and-analysis", ""),
        new Phase("containment", "", true, null),
        new Phase("recovery", "", true, null),
        new Phase("post-incident", "", false, null));
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    Outcome<?> both = close(fixture.byDaemon, incident, "x", null, true);
    assertThat(refused(both).why()).isEqualTo(Refusal.AGAINST_RULES);
    assertThat(refused(both).reason()).endsWith("mandatory phases containment, recovery");
    set(fixture.byDaemon, incident, map("phase", "recovery")).orThrow();
    set(fixture.byDaemon, incident, map("phase", "post-incident")).orThrow();
    Outcome<?> one = close(fixture.byPerson, incident, "x", null, false);
    assertThat(refused(one).reason()).endsWith("mandatory phase containment");

    List<Outcome<EditedIncident>> together =
        fixture.doing(
            fixture.byDaemon,
            c ->
                c.editIncidents(
                    List.of(
                        edit(incident, set(map("phase", "containment"))),
                        edit(incident, set(map("phase", "post-incident"))),
                        edit(incident, new IncidentEdit.Action.Close("x", null, false)))));
    assertThat(together).allMatch(Outcome.Done.class::isInstance);
    assertThat(fixture.incident(incident.number()).closed()).isTrue();

    Incident other = fixture.open(fixture.byDaemon, map("title", "y"));
    close(fixture.byPerson, other, "x", null, true).orThrow();
    assertThat(fixture.incident(other.number()).closed()).isTrue();
  }

  @Test
  void aPhaseSetsItsStatusAndAClosedOneClosesByTheRules() {
    phases(
        Phase.of("detection-and-analysis", ""),
        new Phase("waiting", "", true, "on-hold"),
        new Phase("done", "", false, "closed"));
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    assertThat(refused(set(fixture.byDaemon, incident, map("phase", "done"))).reason())
        .contains("mandatory phase waiting");
    set(fixture.byDaemon, incident, map("phase", "waiting")).orThrow();
    assertThat(fixture.incident(incident.number()).status()).isEqualTo("on-hold");
    set(fixture.byDaemon, incident, map("phase", "detection-and-analysis", "status", "open"))
        .orThrow();
    set(fixture.byDaemon, incident, map("phase", "done")).orThrow();
    Incident done = fixture.incident(incident.number());
    assertThat(done.closed()).isTrue();
    assertThat(done.lifecycle().closures()).isEqualTo(1);
    assertThat(intervals(done, Track.STATUS)).containsExactly("new", "on-hold", "open", "closed");
    assertThat(fixture.open(fixture.byDaemon, map("title", "y", "phase", "waiting")).status())
        .isEqualTo("on-hold");
  }

  @Test
  void aDaemonsPhaseDoesNotSetAStatusThatAPersonSet() {
    phases(Phase.of("detection-and-analysis", ""), new Phase("waiting", "", false, "on-hold"));
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    set(fixture.byPerson, incident, map("status", "open")).orThrow();
    EditedIncident edited = set(fixture.byDaemon, incident, map("phase", "waiting")).orThrow();
    assertThat(edited.kept()).containsExactly("status");
    assertThat(edited.incident().status()).isEqualTo("open");
    assertThat(edited.incident().phase()).isEqualTo("waiting");
  }

  @Test
  void openTasksAreClosedWithTheirIncidentForTheSameCause() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    Task open = task(incident);
    Task done = task(incident);
    fixture
        .doing(
            fixture.byPerson,
            c ->
                c.editTasks(
                    List.of(
                        org.tomte.casework.task.TaskEdit.of(
                            done.number(),
                            new org.tomte.casework.task.TaskEdit.Action.Close(
                                "done", null, false)))))
        .getFirst()
        .orThrow();
    close(fixture.byDaemon, incident, "x", null, false).orThrow();
    Map<String, Object> fields = reload(open).fields().asMap();
    assertThat(fields)
        .contains(entry("status", "closed"), entry("closingReason", "incident-closed"));
    assertThat(reload(done).fields().text("closingReason")).isEqualTo("done");
    assertThat(store().reader().history(open.ref()))
        .filteredOn(change -> change.field().equals("status"))
        .extracting(change -> change.cause())
        .containsExactly(fixture.byDaemon);
  }

  @Test
  void openTasksStayOrKeepTheirIncidentOpenBySetting() {
    closingBy(new Closing(List.of(), true, false, false, Closing.OpenTasks.KEEP));
    Incident kept = fixture.open(fixture.byDaemon, map("title", "x"));
    Task task = task(kept);
    close(fixture.byDaemon, kept, "x", null, false).orThrow();
    assertThat(reload(task).closed()).isFalse();

    closingBy(new Closing(List.of(), true, false, false, Closing.OpenTasks.REFUSE));
    Incident refusing = fixture.open(fixture.byDaemon, map("title", "x"));
    Task open = task(refusing);
    Outcome<?> outcome = close(fixture.byDaemon, refusing, "x", null, true);
    assertThat(refused(outcome).reason()).endsWith("before its open task " + open.number());
    close(fixture.byPerson, refusing, "x", null, true).orThrow();
    assertThat(reload(open).closed()).isFalse();
  }

  @Test
  void titlesThatAreTakenGetANumberOrAreRefusedBySetting() {
    String title = "Invoice " + fixture.daemon;
    titles(SameTitles.SUFFIX);
    Incident first = fixture.open(fixture.byDaemon, map("title", title));
    List<Outcome<Incident>> two =
        fixture.doing(
            fixture.byDaemon,
            c ->
                c.createIncidents(
                    List.of(
                        NewIncident.of("general", map("title", title)),
                        NewIncident.of("general", map("title", title)))));
    assertThat(two)
        .extracting(outcome -> outcome.orThrow().title())
        .containsExactly(title + " (2)", title + " (3)");
    titles(SameTitles.REFUSE);
    Incident other = fixture.open(fixture.byDaemon, map("title", title + " other"));
    Outcome<?> taken = set(fixture.byPerson, other, map("title", title));
    assertThat(refused(taken).reason())
        .contains("incident " + first.number() + " is called '" + title + "' already");
    set(fixture.byPerson, first, map("title", title, "severity", "low")).orThrow();
    fixture.doing(fixture.byPerson, c -> c.delete(first.number())).orThrow();
    set(fixture.byPerson, other, map("title", title)).orThrow();
    titles(SameTitles.ALLOW);
    assertThat(fixture.open(fixture.byDaemon, map("title", title)).title()).isEqualTo(title);
  }

  private static Closing.OpenTasks keep() {
    return Closing.OpenTasks.KEEP;
  }

  private void closingBy(Closing closing) {
    work(STANDARD.phases(), closing, SameTitles.ALLOW);
  }

  private void phases(Phase... phases) {
    work(List.of(phases), Closing.STANDARD, SameTitles.ALLOW);
  }

  private void titles(SameTitles rule) {
    work(STANDARD.phases(), Closing.STANDARD, rule);
  }

  private void work(List<Phase> phases, Closing closing, SameTitles titles) {
    fixture.workBy(
        new Workflow(
            STANDARD.statuses(),
            phases,
            STANDARD.severities(),
            STANDARD.types(),
            STANDARD.categories(),
            closing,
            titles));
  }

  private Outcome<EditedIncident> close(
      Cause cause, Incident incident, String reason, @Nullable String note, boolean force) {
    return fixture.doing(cause, c -> c.close(incident.number(), reason, note, force));
  }

  private Outcome<EditedIncident> set(
      Cause cause, Incident incident, Map<String, @Nullable Object> fields) {
    return fixture.doing(cause, c -> c.updateIncident(incident.number(), fields, false));
  }

  private static IncidentEdit.Action set(Map<String, @Nullable Object> fields) {
    return new IncidentEdit.Action.Set(fields, false);
  }

  private static IncidentEdit edit(Incident incident, IncidentEdit.Action action) {
    return IncidentEdit.of(incident.number(), action);
  }

  private List<String> intervals(Incident incident, Track track) {
    return store().reader().intervals(incident.number()).stream()
        .filter(interval -> interval.track() == track)
        .map(Interval::value)
        .toList();
  }

  private Task task(Incident incident) {
    NewTask task = new NewTask(null, incident.number(), map("title", "t"), null, null);
    return fixture
        .doing(fixture.byDaemon, c -> c.createTasks(List.of(task)))
        .getFirst()
        .orThrow()
        .task();
  }

  private Task reload(Task task) {
    return store().reader().task(task.number()).orElseThrow();
  }
}
