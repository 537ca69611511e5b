package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.Undone;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.timeline.TimelineEntry;
import org.tomte.casework.timeline.TimelineWords;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageStatus;

/** How what happened is read as a timeline, and undone, the same in every store. */
public abstract class HistoryContract {
  private static final Cause ANN = new Cause.Person("ann");
  private static final Cause BOB = new Cause.Person("bob");

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  @Test
  void theTimelineOfAnIncidentTellsInWordsWhatHappenedToItAndWhatHangsOnIt() {
    long event = fixture.addToTriage(fixture.byDaemon, map("title", "Mail", "severity", "low"));
    Incident incident =
        fixture.doing(ANN, c -> c.convert(event, "general", map("owner", "ann"))).orThrow();
    ObjectRef ref = incident.ref();
    set(ANN, incident.number(), map("severity", "high", "tags", List.of("one", "two")));
    long task = task(incident.number());
    fixture.doing(
        BOB,
        c ->
            c.editTasks(
                List.of(TaskEdit.of(task, new TaskEdit.Action.Set(map("progress", 50), false)))));
    fixture.doing(fixture.byDaemon, c -> c.addNote(ref, "Seen\n again")).orThrow();
    fixture.doing(ANN, c -> c.close(incident.number(), "duplicate", null, false));
    long other = fixture.open(ANN, map("title", "other")).number();
    set(BOB, other, map("severity", "info"));

    List<TimelineEntry> all = store().reader().timeline(ref, 0, 100);
    TimelineWords words = new TimelineWords(daemon -> daemon == fixture.daemon ? "mailbox" : null);
    assertThat(all)
        .extracting(entry -> words.who(entry.cause()) + " " + words.what(entry, ref))
        .containsExactly(
            "daemon mailbox, rule script-attached triage-event %d: made it".formatted(event),
            "ann opened it: Mail; took triage event %d into it".formatted(event),
            "ann triage-event %d: set incident to %d; set status from new to converted"
                .formatted(event, incident.number()),
            "ann set severity from low to high; set tags to one, two",
            "bob task %d: made it: Call".formatted(task),
            "bob made task %d for it".formatted(task),
            "bob task %d: set progress from 0 to 50; set status from open to in-progress"
                .formatted(task),
            "daemon mailbox, rule script-attached wrote a note: Seen again",
            "ann set closingReason to duplicate; set status from new to closed",
            "ann task %d: set closedBy to ann; set closingReason to incident-closed; set status from in-progress to closed"
                .formatted(task));
    assertThat(paged(ref, 2)).isEqualTo(all);
    assertThat(store().reader().timeline(ObjectRef.task(task), 0, 100)).hasSize(3);
  }

  private List<TimelineEntry> paged(ObjectRef ref, int limit) {
    List<TimelineEntry> all = new ArrayList<>();
    long after = 0;
    List<TimelineEntry> page;
    do {
      page = store().reader().timeline(ref, after, limit);
      assertThat(page).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page);
      after = page.isEmpty() ? after : page.getLast().position().sequence();
    } while (!page.isEmpty());
    return all;
  }

  private long task(long incident) {
    return fixture
        .doing(
            BOB,
            c ->
                c.createTasks(
                    List.of(new NewTask(null, incident, map("title", "Call"), null, null))))
        .getFirst()
        .orThrow()
        .task()
        .number();
  }

  @Test
  void whatOneCommandSetIsSetBackAndThatIsAChangeThatCanBeUndoneAgain() {
    long number =
        fixture
            .open(fixture.byDaemon, map("title", "A", "severity", "low", "owner", "bob"))
            .number();
    set(ANN, number, map("severity", "high", "owner", null, "tags", List.of("x")));
    Undone undone = undo(BOB, ObjectRef.incident(number), null).orThrow();
    assertThat(undone.fields()).containsExactlyInAnyOrder("severity", "owner", "tags");
    assertThat(fixture.incident(number).fields().asMap())
        .containsEntry("severity", "low")
        .containsEntry("owner", "bob")
        .doesNotContainKey("tags");
    assertThat(store().reader().history(ObjectRef.incident(number)).getLast().cause())
        .isEqualTo(BOB);
    undo(ANN, ObjectRef.incident(number), null).orThrow();
    assertThat(fixture.incident(number).fields().asMap())
        .containsEntry("severity", "high")
        .doesNotContainKey("owner");
  }

  @Test
  void closingAndReopeningAreUndoneWithAllThatBelongsToThem() {
    long number = fixture.open(ANN, map("title", "A")).number();
    ObjectRef ref = ObjectRef.incident(number);
    fixture.doing(ANN, c -> c.close(number, "duplicate", "of 3", false)).orThrow();
    undo(ANN, ref, null).orThrow();
    assertThat(fixture.incident(number).closed()).isFalse();
    assertThat(fixture.incident(number).status()).isEqualTo("new");
    assertThat(fixture.incident(number).fields().get("closingReason")).isNull();
    fixture.doing(ANN, c -> c.close(number, "duplicate", "of 3", false)).orThrow();
    fixture.doing(BOB, c -> c.reopen(number)).orThrow();
    undo(ANN, ref, null).orThrow();
    assertThat(fixture.incident(number).closed()).isTrue();
    assertThat(fixture.incident(number).fields().asMap())
        .containsEntry("closingReason", "duplicate")
        .containsEntry("closingNote", "of 3");
  }

  @Test
  void nothingIsUndoneThatSomebodyChangedSince() {
    long number = fixture.open(ANN, map("title", "A", "severity", "low")).number();
    ObjectRef ref = ObjectRef.incident(number);
    set(ANN, number, map("severity", "high"));
    ChangePosition first = store().reader().history(ref).getLast().position();
    set(BOB, number, map("title", "B"));
    set(BOB, number, map("severity", "critical"));
    Outcome.Refused<Undone> late = refused(undo(ANN, ref, first));
    assertThat(late.why()).isEqualTo(Refusal.BAD_STATE);
    assertThat(late.reason()).contains("is not undone: bob set severity at");
    assertThat(fixture.incident(number).fields().get("severity")).isEqualTo("critical");

    set(ANN, number, map("owner", "ann"));
    ChangePosition owner = store().reader().history(ref).getLast().position();
    set(BOB, number, map("title", "C"));
    undo(ANN, ref, owner).orThrow();
    assertThat(fixture.incident(number).fields().asMap())
        .containsEntry("title", "C")
        .doesNotContainKey("owner");
  }

  @Test
  void whatCannotBeUndoneIsRefusedWithTheReason() {
    long number = fixture.open(ANN, map("title", "A")).number();
    ObjectRef ref = ObjectRef.incident(number);
    assertThat(refused(undo(ANN, ref, null)).reason()).contains("it came to be by it");
    fixture.doing(ANN, c -> c.addNote(ref, "hello")).orThrow();
    assertThat(refused(undo(ANN, ref, null)).reason())
        .contains("only fields that can be set are set back, not: note");
    fixture.doing(ANN, c -> c.hold(number, "court")).orThrow();
    assertThat(refused(undo(ANN, ref, null)).reason()).contains("not: heldBy, heldSince");
    assertThat(refused(undo(ANN, ref, new ChangePosition(1, 1))).why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(refused(undo(ANN, ObjectRef.task(999_999_999_999L), null)).reason())
        .isEqualTo("There is no task 999999999999.");
    long event = fixture.addToTriage(fixture.byDaemon, map("title", "x"));
    fixture.doing(ANN, c -> c.convert(event, "general", map())).orThrow();
    assertThat(refused(undo(ANN, ObjectRef.triageEvent(event), null)).reason())
        .contains("became an incident");
  }

  @Test
  void deletingAndRestoringAreUndone() {
    long number = fixture.open(ANN, map("title", "A")).number();
    fixture.doing(ANN, c -> c.delete(number)).orThrow();
    undo(BOB, ObjectRef.incident(number), null).orThrow();
    assertThat(fixture.incident(number).deleted()).isFalse();
    undo(BOB, ObjectRef.incident(number), null).orThrow();
    assertThat(fixture.incident(number).deleted()).isTrue();
  }

  @Test
  void discardedTriageEventsAndTasksComeBack() {
    long event = fixture.addToTriage(fixture.byDaemon, map("title", "x"));
    triage(event, new TriageEdit.Action.Grab("ann"));
    triage(event, new TriageEdit.Action.Discard("a test"));
    undo(BOB, ObjectRef.triageEvent(event), null).orThrow();
    TriageEvent back = store().reader().triageEvent(event).orElseThrow();
    assertThat(back.status()).isEqualTo(TriageStatus.GRABBED);
    assertThat(back.fields().asMap())
        .containsEntry("owner", "ann")
        .doesNotContainKey("discardReason");

    long task = task(fixture.open(ANN, map("title", "A")).number());
    ObjectRef ref = ObjectRef.task(task);
    fixture.doing(
        ANN,
        c ->
            c.editTasks(
                List.of(TaskEdit.of(task, new TaskEdit.Action.Close("done", null, false)))));
    undo(ANN, ref, null).orThrow();
    assertThat(store().reader().task(task).orElseThrow().closed()).isFalse();
    undo(ANN, ref, null).orThrow();
    assertThat(store().reader().task(task).orElseThrow().closed()).isTrue();
    assertThat(store().reader().task(task).orElseThrow().fields().text("closingReason"))
        .isEqualTo("done");
  }

  private void triage(long event, TriageEdit.Action action) {
    fixture
        .doing(ANN, c -> c.editTriage(List.of(TriageEdit.of(event, action))))
        .getFirst()
        .orThrow();
  }

  private void set(Cause cause, long number, Map<String, @Nullable Object> fields) {
    fixture.doing(cause, c -> c.updateIncident(number, fields, false)).orThrow();
  }

  private Outcome<Undone> undo(Cause cause, ObjectRef object, @Nullable ChangePosition which) {
    return fixture.doing(cause, c -> c.undo(object, which));
  }

  private static Outcome.Refused<Undone> refused(Outcome<Undone> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return (Outcome.Refused<Undone>) outcome;
  }
}
