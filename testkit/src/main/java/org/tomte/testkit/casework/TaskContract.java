package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.EditedTask;
import org.tomte.casework.task.MadeTask;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskEdit.Action;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.task.TaskKey;
import org.tomte.casework.task.TaskStatus;

/** What every store of the data layer must do for tasks. */
public abstract class TaskContract {

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  private List<Outcome<MadeTask>> create(Cause cause, NewTask... tasks) {
    return fixture.doing(cause, casework -> casework.createTasks(List.of(tasks)));
  }

  private Task made(Cause cause, Map<String, @Nullable Object> fields) {
    return create(cause, NewTask.of(fields)).getFirst().orThrow().task();
  }

  private NewTask keyed(String key, String title) {
    return new NewTask(new TaskKey(fixture.daemon, key), null, map("title", title), null, null);
  }

  private EditedTask edit(Cause cause, Task task, Action action) {
    return fixture
        .doing(cause, casework -> casework.editTasks(List.of(TaskEdit.of(task.number(), action))))
        .getFirst()
        .orThrow();
  }

  private EditedTask set(Cause cause, Task task, Map<String, @Nullable Object> fields) {
    return edit(cause, task, new Action.Set(fields, false));
  }

  private EditedTask progress(Cause cause, Task task, long percent) {
    return set(cause, task, map("progress", percent));
  }

  private Task stored(Task task) {
    return store().reader().task(task.number()).orElseThrow();
  }

  @Test
  void aTaskHasWhatItWasGivenAndWhatEveryTaskBeginsWith() {
    Incident incident = fixture.open(fixture.byPerson, map("title", "Phishing"));
    fixture.now = fixture.now.plusSeconds(60);
    NewTask wanted =
        new NewTask(
            new TaskKey(fixture.daemon, "T-1"),
            incident.number(),
            map(
                "title", "Reset the password",
                "priority", "HIGH",
                "phase", "containment",
                "owner", "ben",
                "due", "2026-11-26T09:00:00+01:00",
                "tags", List.of("account")),
            "https://tickets.example/1",
            null);
    Task task = create(fixture.byDaemon, wanted).getFirst().orThrow().task();

    assertThat(stored(task)).isEqualTo(task);
    assertThat(task.fields().asMap())
        .containsEntry("title", "Reset the password")
        .containsEntry("priority", "high")
        .containsEntry("phase", "containment")
        .containsEntry("due", "2026-11-26T08:00:00Z")
        .containsEntry("link", "https://tickets.example/1")
        .containsEntry("incident", incident.number())
        .containsEntry("status", "open")
        .containsEntry("progress", 0L);
    assertThat(task.setByPerson()).isEmpty();
    List<Change> history = store().reader().history(task.ref());
    assertThat(history).extracting(Change::field).containsExactly(Change.CREATED);
    assertThat(history.getFirst().after()).isEqualTo(task.fields().asMap());
    Change onIncident = store().reader().history(incident.ref()).getLast();
    assertThat(onIncident.field()).isEqualTo(Change.TASK);
    assertThat(onIncident.after()).isEqualTo(task.number());
    assertThat(fixture.incident(incident.number()).lifecycle().changed()).isEqualTo(fixture.now);
  }

  @Test
  void whatCannotBeStoredIsRefusedByItself() {
    NewTask lost = new NewTask(null, 999_999_999L, map("title", "x"), null, null);
    List<Outcome<MadeTask>> outcomes =
        create(
            fixture.byDaemon,
            NewTask.of(map("progress", 101)),
            NewTask.of(map("due", "tomorrow")),
            NewTask.of(map("status", "closed")),
            NewTask.of(map("titel", "x")),
            lost,
            NewTask.of(map("title", "good")));

    assertThat(refused(outcomes.get(0)).reason())
        .contains("'101' is not a whole number from 0 to 100");
    assertThat(refused(outcomes.get(1)).reason()).contains("due");
    assertThat(refused(outcomes.get(2)).reason()).contains("cannot be set");
    assertThat(refused(outcomes.get(3)).reason()).contains("did you mean 'title'?");
    assertThat(refused(outcomes.get(4)).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(outcomes.get(5).orThrow().task().title()).isEqualTo("good");
  }

  @Test
  void aKeyIsTakenOnceAlsoInOneBatch() {
    List<Outcome<MadeTask>> outcomes =
        create(
            fixture.byDaemon,
            keyed("a", "First"),
            NewTask.of(map("title", "Same")),
            NewTask.of(map("title", "Same")),
            keyed("a", "Second"),
            keyed("b", "Third"));
    List<MadeTask> made = outcomes.stream().map(Outcome::orThrow).toList();

    assertThat(made).extracting(MadeTask::isNew).containsExactly(true, true, true, false, true);
    assertThat(made.get(3).task()).isEqualTo(made.get(0).task());
    assertThat(made.get(1).task().number()).isNotEqualTo(made.get(2).task().number());
    MadeTask again = create(fixture.byDaemon, keyed("a", "Fourth")).getFirst().orThrow();
    assertThat(again.isNew()).isFalse();
    assertThat(again.task()).isEqualTo(made.get(0).task());
    assertThat(count()).isEqualTo(4);
  }

  @Test
  void eachDaemonHasKeysOfItsOwn() {
    Task own = create(fixture.byDaemon, keyed("1", "Ours")).getFirst().orThrow().task();
    NewTask same =
        new NewTask(new TaskKey(fixture.daemon + 1, "1"), null, map("title", "x"), null, null);
    MadeTask other = create(fixture.byDaemon, same).getFirst().orThrow();
    assertThat(other.isNew()).isTrue();
    assertThat(other.task().number()).isNotEqualTo(own.number());
  }

  @Test
  void aKeyMayBeLongerThanAnIndexTakes() {
    String key = "k".repeat(100_000);
    Task task = create(fixture.byDaemon, keyed(key, "Long")).getFirst().orThrow().task();
    assertThat(stored(task).key()).isEqualTo(new TaskKey(fixture.daemon, key));
    assertThat(create(fixture.byDaemon, keyed(key, "x")).getFirst().orThrow().isNew()).isFalse();
  }

  @Test
  void progressMovesTheStatusForthAndBack() {
    Task task = made(fixture.byDaemon, map("title", "t"));
    assertThat(progress(fixture.byDaemon, task, 30).changed())
        .containsExactlyInAnyOrder("progress", "status");
    assertThat(stored(task).status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(progress(fixture.byDaemon, task, 100).changed()).containsExactly("progress");
    assertThat(stored(task).closed()).as("done is not closed").isFalse();
    assertThat(progress(fixture.byDaemon, task, 20).task().progress()).isEqualTo(20);
    progress(fixture.byDaemon, task, 0);
    assertThat(stored(task).status()).isEqualTo(TaskStatus.OPEN);
    assertThat(progress(fixture.byDaemon, task, 0).changed()).isEmpty();
    assertThat(stored(task).version()).isEqualTo(5);
  }

  @Test
  void progressIsFromNothingToAll() {
    Task task = made(fixture.byDaemon, map("title", "t", "progress", "40"));
    assertThat(task.status()).isEqualTo(TaskStatus.IN_PROGRESS);
    for (Object wrong : List.of(-1, 101, "half", 0.5, Long.MAX_VALUE)) {
      Outcome<EditedTask> outcome =
          fixture
              .doing(
                  fixture.byDaemon,
                  c ->
                      c.editTasks(
                          List.of(
                              TaskEdit.of(
                                  task.number(), new Action.Set(map("progress", wrong), false)))))
              .getFirst();
      assertThat(refused(outcome).reason()).contains("from 0 to 100");
    }
    Outcome<EditedTask> none =
        fixture
            .doing(
                fixture.byDaemon,
                c ->
                    c.editTasks(
                        List.of(
                            TaskEdit.of(
                                task.number(), new Action.Set(map("progress", null), false)))))
            .getFirst();
    assertThat(refused(none).reason()).contains("cannot be empty");
    assertThat(stored(task).progress()).isEqualTo(40);
  }

  @Test
  void closingSaysWhyAndByWhomAndCountsOnce() {
    Task task = made(fixture.byDaemon, map("title", "t", "progress", 40));
    fixture.now = fixture.now.plus(Duration.ofHours(1));
    edit(fixture.byPerson, task, new Action.Close("not needed", "the user left", false));
    Instant closed = fixture.now;
    fixture.now = fixture.now.plus(Duration.ofHours(1));
    EditedTask again = edit(fixture.byDaemon, task, new Action.Close("late", null, true));

    assertThat(again.changed()).isEmpty();
    Task stored = stored(task);
    assertThat(stored.closed()).isTrue();
    assertThat(stored.progress()).as("closing does not pretend that all was done").isEqualTo(40);
    assertThat(stored.times().closed()).isEqualTo(closed);
    assertThat(stored.fields().asMap())
        .containsEntry("closingReason", "not needed")
        .containsEntry("closingNote", "the user left")
        .containsEntry("closedBy", "ada");
    assertThat(store().reader().history(task.ref()))
        .extracting(Change::field)
        .containsExactlyInAnyOrder("created", "status", "closingReason", "closingNote", "closedBy");
  }

  @Test
  void aClosedTaskKeepsItsProgressAndTakesOtherFields() {
    Task task = made(fixture.byDaemon, map("title", "t", "progress", 40));
    edit(fixture.byDaemon, task, new Action.Close("done", null, false));
    EditedTask edited = set(fixture.byDaemon, task, map("progress", 80, "owner", "ben"));

    assertThat(edited.changed()).containsExactly("owner");
    assertThat(edited.kept()).containsExactly("progress");
    assertThat(stored(task).progress()).isEqualTo(40);
    edit(fixture.byDaemon, task, new Action.Reopen());
    assertThat(stored(task).status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(stored(task).fields().names())
        .doesNotContain("closingReason", "closedBy", "closingNote");
    assertThat(stored(task).times().closed()).isNull();
    assertThat(progress(fixture.byDaemon, task, 80).changed()).containsExactly("progress");
  }

  @Test
  void whatAPersonSetIsThePersonsUnlessForced() {
    Task task = made(fixture.byDaemon, map("title", "t"));
    progress(fixture.byPerson, task, 60);
    assertThat(progress(fixture.byDaemon, task, 10).kept()).containsExactly("progress");
    assertThat(stored(task).progress()).isEqualTo(60);
    edit(fixture.byDaemon, task, new Action.Set(map("progress", 10), true));
    assertThat(stored(task).progress()).isEqualTo(10);
    edit(fixture.byDaemon, task, new Action.Close("done", null, false));
    edit(fixture.byPerson, task, new Action.Reopen());
    edit(fixture.byDaemon, task, new Action.Close("done", null, false));
    assertThat(stored(task).closed()).as("a person opened it again").isFalse();
    edit(fixture.byDaemon, task, new Action.Close("done", null, true));
    assertThat(stored(task).closed()).isTrue();
  }

  @Test
  void whatIsNotThereIsRefused() {
    Outcome<EditedTask> outcome =
        fixture
            .doing(
                fixture.byDaemon,
                c -> c.editTasks(List.of(TaskEdit.of(999_999_999, new Action.Reopen()))))
            .getFirst();
    assertThat(refused(outcome).why()).isEqualTo(Refusal.UNKNOWN_TARGET);
    assertThat(refused(outcome).reason()).contains("999999999");
  }

  @Test
  void notesAreWrittenOnTasks() {
    Task task = made(fixture.byDaemon, map("title", "t"));
    fixture.doing(fixture.byPerson, c -> c.addNote(task.ref(), "called the user").orThrow());
    assertThat(store().reader().notes(task.ref()))
        .extracting(Note::text)
        .containsExactly("called the user");
    ObjectRef none = ObjectRef.task(999_999_999);
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.addNote(none, "x"))).why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);
  }

  @Test
  void aChainOfDaemonsThatReactToEachOtherEnds() {
    Cause deep = new Cause.Daemon(fixture.daemon, null, "r", Cause.MAX_DEPTH + 1);
    assertThat(refused(create(deep, keyed("loop", "x")).getFirst()).why()).isEqualTo(Refusal.LOOP);
    assertThat(count()).isZero();
  }

  @Test
  void tasksAreFoundByWhatTheyAre() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "i"));
    NewTask forIncident = new NewTask(null, incident.number(), map("owner", "x"), null, null);
    Task first = create(fixture.byDaemon, forIncident).getFirst().orThrow().task();
    Task second = made(fixture.byDaemon, map("owner", "y" + fixture.daemon));
    edit(fixture.byDaemon, second, new Action.Close("done", null, false));

    assertThat(find(new TaskFilter(null, incident.number(), null, null))).containsExactly(first);
    assertThat(find(new TaskFilter(true, null, null, fixture.daemon)))
        .containsExactly(stored(second));
    assertThat(find(new TaskFilter(false, null, null, fixture.daemon))).containsExactly(first);
    assertThat(find(new TaskFilter(null, null, "y" + fixture.daemon, null)))
        .containsExactly(stored(second));
    assertThat(store().reader().tasks(TaskFilter.ALL, second.number() - 1, 1))
        .containsExactly(stored(second));
    assertThat(store().reader().tasks(List.of(second.number(), 999_999_999L, first.number())))
        .containsExactly(first, stored(second));
  }

  private List<Task> find(TaskFilter filter) {
    return store().reader().tasks(filter, 0, 100);
  }

  private long count() {
    return store().reader().createdSince(Instant.EPOCH).stream()
        .filter(each -> each.daemon() == fixture.daemon)
        .filter(each -> each.kind().word().equals("task"))
        .mapToLong(each -> each.count())
        .sum();
  }

  /** The change log alone gives every field of a task, whatever was done in whatever order. */
  @Test
  void theChangeLogExplainsEveryTask() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      ChangePosition before = store().feed().end();
      Task task = made(cause(random), map("title", "t", "progress", random.nextInt(2) * 30));
      for (int i = 0; i < 30; i++) {
        fixture.now = fixture.now.plusSeconds(random.nextInt(100) - 10);
        act(task, random);
      }
      Task stored = stored(task);
      List<Change> history = store().reader().history(task.ref());
      assertThat(replayed(history)).isEqualTo(stored.fields().asMap());
      assertThat(stored.closed()).isEqualTo(stored.times().closed() != null);
      assertThat(stored.progress()).isBetween(0L, 100L);
      List<Change> feed = new ArrayList<>(CaseworkFixture.readAll(store().feed(), before));
      feed.removeIf(change -> !change.object().equals(task.ref()));
      assertThat(feed).hasSameSizeAs(history);
    }
  }

  private Cause cause(Random random) {
    return random.nextInt(3) == 0 ? fixture.byPerson : fixture.byDaemon;
  }

  private void act(Task task, Random random) {
    Action action =
        switch (random.nextInt(4)) {
          case 0 -> new Action.Close("reason " + random.nextInt(3), null, random.nextBoolean());
          case 1 -> new Action.Reopen();
          case 2 ->
              new Action.Set(
                  map("owner", random.nextBoolean() ? "ben" : null), random.nextBoolean());
          default -> new Action.Set(map("progress", random.nextInt(101)), random.nextBoolean());
        };
    edit(cause(random), task, action);
  }

  private static Map<String, Object> replayed(List<Change> history) {
    Map<String, Object> fields = new TreeMap<>();
    for (Change change : history) {
      if (change.field().equals(Change.CREATED) && change.after() instanceof Map<?, ?> first) {
        first.forEach(
            (name, value) -> fields.put(String.valueOf(name), Objects.requireNonNull(value)));
        continue;
      }
      assertThat(fields.get(change.field())).isEqualTo(change.before());
      Object after = change.after();
      if (after == null) {
        fields.remove(change.field());
      } else {
        fields.put(change.field(), after);
      }
    }
    return fields;
  }
}
