package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.group;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.objects;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.task.TaskStatus;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.Effect.Merge;
import org.tomte.engine.decision.Effect.TaskMerge;
import org.tomte.engine.decision.Effect.TaskPlace;
import org.tomte.engine.decision.Effect.TaskTarget;
import org.tomte.engine.decision.Effect.WhenClosed;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/** What every store must do with events that make, change and close tasks. */
public abstract class TaskWorkContract {
  private static final Duration DAY = Duration.ofDays(1);

  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;
  private int page;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void begin() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
  }

  private List<EventOutcome> commit(Judged... events) {
    return setup.committed(setup.batch(daemon, epoch, ++page, List.of(events)));
  }

  private static Effect task(@Nullable String key, String title) {
    return task(key, title, TaskMerge.IGNORE);
  }

  private static Effect task(@Nullable String key, String title, TaskMerge merge) {
    return new Effect.CreateTask(key, new TaskPlace.SameRule(), Map.of("title", title), merge);
  }

  private static Effect progress(String key, long percent) {
    return new Effect.SetTaskProgress(new TaskTarget.TaskKey(key), percent, false);
  }

  private static Effect close(String key) {
    return new Effect.CloseTask(new TaskTarget.TaskKey(key), "done there", null, false);
  }

  private List<Task> tasks() {
    TaskFilter own = new TaskFilter(null, null, null, daemon.value());
    return setup.store.casework().tasks(own, 0, 1_000);
  }

  private Task only() {
    assertThat(tasks()).hasSize(1);
    return tasks().getFirst();
  }

  private static ObjectRef of(ObjectKind kind, EventOutcome outcome) {
    return objects(outcome).stream()
        .filter(object -> object.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTaskIsForTheIncidentOfItsRule() {
    EventOutcome outcome =
        commit(judged(event("a"), task("t", "Look"), incident("Found"))).getFirst();

    assertThat(outcome).isInstanceOf(EventOutcome.Created.class);
    assertThat(only().incident()).isEqualTo(of(ObjectKind.INCIDENT, outcome).id());
    assertThat(only().fields().get("link")).isEqualTo("https://source.example/a");
    Counters counted = setup.counted(daemon);
    assertThat(counted.of(Stage.CREATED)).isOne();
    assertThat(counted.of(Stage.OBJECTS)).isEqualTo(2);
  }

  @Test
  void aTaskIsForTheIncidentThatTheEventJoins() {
    Effect grouped = incident("Group", Merge.IGNORE, group("g", DAY, WhenClosed.NEW));
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), grouped, task(null, "One")),
            judged(event("b"), grouped, task(null, "Two")));
    ObjectRef opened = of(ObjectKind.INCIDENT, outcomes.getFirst());
    assertThat(tasks()).extracting(Task::incident).containsExactly(opened.id(), opened.id());

    Effect attach =
        new Effect.AttachToIncident(
            new Effect.Target.IncidentNumber(opened.id()), WhenClosed.NOTE, null);
    commit(judged(event("c"), attach, task(null, "Three")));
    assertThat(tasks().getLast().incident()).isEqualTo(opened.id());
    assertThat(setup.store.casework().history(opened))
        .filteredOn(change -> change.field().equals(Change.TASK))
        .hasSize(3);
  }

  @Test
  void aTaskOfAnotherRuleOrOfNoneStandsAlone() {
    PlannedEffect opens = new PlannedEffect("one", "a", incident("Found"), null);
    PlannedEffect makes = new PlannedEffect("two", "a", task(null, "Alone"), null);
    commit(
        Judged.of(
            CommitSetup.STREAM, event("a"), CommitSetup.decision(START, List.of(opens, makes))));
    assertThat(only().incident()).isNull();
  }

  @Test
  void aTaskCanBeForAnIncidentThatIsNamed() {
    ObjectRef opened = CommitSetup.only(commit(judged(event("a"), incident("Found"))).getFirst());
    for (Effect.Target target :
        List.of(new Effect.Target.EventKey("a"), new Effect.Target.IncidentNumber(opened.id()))) {
      Effect made =
          new Effect.CreateTask(
              null, new TaskPlace.Named(target), Map.of("title", "t"), TaskMerge.IGNORE);
      assertThat(commit(judged(event("b" + target), made)).getFirst())
          .isInstanceOf(EventOutcome.Created.class);
    }
    assertThat(tasks()).extracting(Task::incident).containsExactly(opened.id(), opened.id());
    Effect lost =
        new Effect.CreateTask(
            "k",
            new TaskPlace.Named(new Effect.Target.EventKey("nothing")),
            Map.of(),
            TaskMerge.IGNORE);
    assertThat(commit(judged(event("lost"), lost)).getFirst())
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> assertThat(failed.reason()).contains("'nothing'"));
    assertThat(tasks()).hasSize(2);
  }

  @Test
  void aClosedIncidentTakesTasksAndStaysClosed() {
    ObjectRef opened = CommitSetup.only(commit(judged(event("a"), incident("Found"))).getFirst());
    Effect.Target target = new Effect.Target.IncidentNumber(opened.id());
    commit(judged(event("b"), new Effect.CloseIncident(target, "done", null, false)));
    commit(
        judged(
            event("c"),
            new Effect.CreateTask(
                null, new TaskPlace.Named(target), Map.of("title", "Learn"), TaskMerge.IGNORE)));

    assertThat(only().incident()).isEqualTo(opened.id());
    assertThat(setup.incident(opened).closed()).isTrue();
  }

  @Test
  void theSameKeyTwiceInABatchIsOneTask() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), task("t", "First")),
            judged(event("b"), task("t", "Second")),
            judged(event("c"), task("t", "Third", TaskMerge.UPDATE)));

    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(1)).isEqualTo(new EventOutcome.Merged(objects(outcomes.get(0))));
    assertThat(outcomes.get(2)).isEqualTo(new EventOutcome.Merged(objects(outcomes.get(0))));
    assertThat(only().title()).isEqualTo("Third");
    assertThat(setup.counted(daemon).of(Stage.OBJECTS)).isOne();
    commit(judged(event("d"), task("t", "Fourth")));
    assertThat(only().title()).isEqualTo("Third");
  }

  @Test
  void twoDaemonsHaveKeysOfTheirOwn() {
    commit(judged(event("a"), task("1", "Ours")));
    DaemonId other = setup.daemon();
    EventOutcome lost =
        setup
            .committed(
                setup.batch(other, setup.epoch(other), 1, List.of(judged(event("x"), close("1")))))
            .getFirst();
    assertThat(lost)
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> assertThat(failed.reason()).contains("no task with the key '1'"));
    Effect byNumber =
        new Effect.CloseTask(
            new TaskTarget.TaskNumber(only().number()), "done", "by another", false);
    setup.committed(
        setup.batch(other, setup.epoch(other), 2, List.of(judged(event("y"), byNumber))));
    assertThat(only().closed()).isTrue();
    assertThat(only().fields().get("closedBy"))
        .isEqualTo("daemon " + other.value() + ", rule rule");
  }

  @Test
  void aTaskIsMadeChangedAndClosedInOneBatch() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), progress("t", 10), task("t", "All in one event")),
            judged(event("b"), progress("t", 70)),
            judged(event("c"), close("t")),
            judged(event("d"), progress("t", 90)),
            judged(event("e"), close("t")));

    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.subList(1, 5)).allMatch(EventOutcome.Merged.class::isInstance);
    assertThat(only().closed()).isTrue();
    assertThat(only().progress()).isEqualTo(70);
    List<Change> history = setup.store.casework().history(only().ref());
    assertThat(history)
        .filteredOn(change -> change.field().equals("progress"))
        .extracting(Change::after)
        .containsExactly(10L, 70L);
    assertThat(history).filteredOn(change -> change.field().equals("closedBy")).hasSize(1);
  }

  @Test
  void progressFollowsTheSourceAlsoBackwards() {
    commit(judged(event("a"), task("t", "Patch")));
    commit(judged(event("b"), progress("t", 100)));
    assertThat(only().status()).isEqualTo(TaskStatus.IN_PROGRESS);
    commit(judged(event("c"), progress("t", 20)));
    assertThat(only().progress()).isEqualTo(20);
  }

  @Test
  void aPersonsProgressStaysUnlessForced() {
    commit(judged(event("a"), task("t", "Patch")));
    long number = only().number();
    setup
        .store
        .store()
        .transaction(transaction ->
            new Casework(
                    transaction.casework(),
                    new Cause.Person("ann"),
                    CaseworkContext.plain(setup.clock))
                .editTasks(
                    List.of(
                        TaskEdit.of(
                            number, new TaskEdit.Action.Set(Map.of("progress", 50L), false)))));
    commit(judged(event("b"), progress("t", 10)));
    assertThat(only().progress()).isEqualTo(50);
    commit(
        judged(
            event("c"), new Effect.SetTaskProgress(new TaskTarget.TaskNumber(number), 10, true)));
    assertThat(only().progress()).isEqualTo(10);
  }

  @Test
  void whatNamesNoTaskCostsItsEventOnly() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), progress("none", 10)),
            judged(event("b"), task("t", "Made")),
            judged(
                event("c"),
                new Effect.CloseTask(new TaskTarget.TaskNumber(999_999_999), "done", null, false)));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> {
              assertThat(failed.stage()).isEqualTo("commit");
              assertThat(failed.reason()).contains("no task with the key 'none'");
            });
    assertThat(outcomes.get(1)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(2))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> assertThat(failed.reason()).contains("no task with the number 999999999"));
    assertThat(setup.counted(daemon).of(Stage.QUARANTINED)).isEqualTo(2);
  }

  @Test
  void aBatchThatIsCommittedAgainMakesNothingTwice() {
    Judged[] events = {
      judged(event("a"), incident("Found"), task(null, "No key")),
      judged(event("b"), task("t", "Keyed")),
      judged(event("c"), progress("t", 30))
    };
    commit(events);
    List<Task> made = tasks();
    assertThat(made).hasSize(2);

    assertThat(commit(events)).allMatch(EventOutcome.Known.class::isInstance);
    assertThat(tasks()).isEqualTo(made);
    assertThat(setup.counted(daemon).of(Stage.KNOWN)).isEqualTo(3);
  }

  @Test
  void aNewerVersionDoesWhatItsMergeSays() {
    for (TaskMerge merge : TaskMerge.values()) {
      String key = "k" + merge;
      commit(judged(event(key, "1"), task(key, "Old", merge)));
      commit(judged(event("close" + merge), close(key)));
      EventOutcome newer = commit(judged(event(key, "2"), task(key, "New", merge))).getFirst();
      Task task = setup.store.casework().task(of(ObjectKind.TASK, newer).id()).orElseThrow();

      assertThat(task.title()).isEqualTo(merge == TaskMerge.IGNORE ? "Old" : "New");
      assertThat(task.closed()).isEqualTo(merge != TaskMerge.REOPEN);
    }
    assertThat(tasks()).hasSize(3);
  }

  @Test
  void aRefusedTaskTakesItsWholeEventAlong() {
    Effect bad =
        new Effect.CreateTask(
            "t", new TaskPlace.SameRule(), Map.of("due", "someday"), TaskMerge.IGNORE);
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), incident("Not made"), bad),
            judged(event("b"), task("t", "The next one has the key")));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class, failed -> assertThat(failed.reason()).contains("due"));
    assertThat(only().title()).isEqualTo("The next one has the key");
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void aStaleEpochMakesNothing() {
    long old = epoch;
    epoch = setup.epoch(daemon);
    Batch stale = setup.batch(daemon, old, 1, List.of(judged(event("a"), task("t", "x"))));
    assertThat(setup.commit(stale))
        .isNotInstanceOf(org.tomte.engine.commit.BatchOutcome.Committed.class);
    assertThat(tasks()).isEmpty();
  }

  @Test
  void observingMakesNothing() {
    Batch live = setup.batch(daemon, epoch, 1, List.of(judged(event("a"), task("t", "x"))));
    Batch observing =
        new Batch(
            live.daemon(),
            live.lane(),
            live.epoch(),
            live.run(),
            Batch.Mode.OBSERVE,
            live.events(),
            live.pointers(),
            live.counters(),
            live.keep());
    assertThat(setup.committed(observing).getFirst())
        .isInstanceOfSatisfying(
            EventOutcome.Observed.class,
            observed ->
                assertThat(Objects.requireNonNull(observed.effects().getFirst()).effect().word())
                    .isEqualTo("create-task"));
    assertThat(tasks()).isEmpty();
  }
}
