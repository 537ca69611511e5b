package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.access.Role;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.people.Person;
import org.tomte.casework.task.Approval;
import org.tomte.casework.task.EditedTask;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.NewEffort;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskEdit.Action;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.task.TaskStatus;

/** What every store of the data layer must do for the approval, effort and order of tasks. */
public abstract class TaskRulesContract {
  private static final Cause ANN = new Cause.Person("ann");
  private static final Cause BEN = new Cause.Person("ben");
  private static final Cause ROOT = new Cause.Person("root");
  private static final Action CLOSE = new Action.Close("done", null, false);

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
    fixture.employ(
        person("ann", Role.ANALYST),
        person("ben", Role.ANALYST),
        person("root", Role.ADMINISTRATOR));
  }

  private static Person person(String name, Role role) {
    return new Person(name, null, null, role, null, true);
  }

  private Task made(Cause cause, @Nullable Long incident, Map<String, @Nullable Object> fields) {
    return fixture
        .doing(cause, c -> c.createTasks(List.of(new NewTask(null, incident, fields, null, null))))
        .getFirst()
        .orThrow()
        .task();
  }

  private Outcome<EditedTask> edit(Cause cause, Task task, Action action) {
    return fixture
        .doing(cause, c -> c.editTasks(List.of(TaskEdit.of(task.number(), action))))
        .getFirst();
  }

  private Task done(Cause cause, Task task, Action action) {
    Task after = edit(cause, task, action).orThrow().task();
    assertThat(stored(task)).isEqualTo(after);
    return after;
  }

  private Outcome.Refused<?> not(Cause cause, Task task, Action action) {
    Task before = stored(task);
    Outcome.Refused<?> refused = refused(edit(cause, task, action));
    assertThat(stored(task)).isEqualTo(before);
    return refused;
  }

  private Outcome<Effort> spend(Cause cause, Task task, Duration span) {
    return fixture
        .doing(cause, c -> c.addEfforts(List.of(NewEffort.of(task.number(), span, "read logs"))))
        .getFirst();
  }

  private Task stored(Task task) {
    return store().reader().task(task.number()).orElseThrow();
  }

  private Task asked() {
    return made(ANN, null, map("title", "Wipe the disk", "owner", "ann", "authoriser", "ben"));
  }

  @Test
  void aTaskWithAnAuthoriserIsClosedOnlyWhenApproved() {
    Task task = asked();
    assertThat(task.approval()).isEqualTo(Approval.WAITING);
    Outcome.Refused<?> early = not(ANN, task, CLOSE);
    assertThat(early.why()).isEqualTo(Refusal.BAD_STATE);
    assertThat(early.reason()).contains("cannot be closed before ben approves it");
    assertThat(not(fixture.byDaemon, task, new Action.Close("done", null, true)).reason())
        .contains("before ben approves it");

    fixture.now = fixture.now.plusSeconds(5);
    Task approved = done(BEN, task, new Action.Approve("go ahead"));
    assertThat(approved.fields().asMap())
        .containsEntry("approval", "approved")
        .containsEntry("approvalBy", "ben")
        .containsEntry("approvalAt", fixture.now.toString())
        .containsEntry("approvalReason", "go ahead");
    assertThat(done(ANN, task, CLOSE).status()).isEqualTo(TaskStatus.CLOSED);
    assertThat(store().reader().history(task.ref()))
        .extracting(Change::field)
        .contains("approval", "approvalBy");

    Task again = done(ANN, task, new Action.Reopen());
    assertThat(again.approval()).isEqualTo(Approval.WAITING);
    assertThat(again.fields().names()).doesNotContain("approvalBy", "approvalAt");
  }

  @Test
  void onlyTheAuthoriserAndAdministratorsApprove() {
    Task task = asked();
    assertThat(not(ANN, task, new Action.Approve(null)).reason())
        .contains("it waits for ben; only they or an administrator (root)");
    assertThat(not(fixture.byDaemon, task, new Action.Approve(null)).why())
        .isEqualTo(Refusal.BAD_STATE);
    assertThat(done(ROOT, task, new Action.Approve(null)).fields().text("approvalBy"))
        .isEqualTo("root");
    Task plain = made(ANN, null, map("title", "x"));
    assertThat(not(BEN, plain, new Action.Approve(null)).reason()).contains("set 'authoriser'");
  }

  @Test
  void whoDidTheWorkApprovesOnlyWhenNobodyElseCan() {
    Task task = asked();
    spend(BEN, task, Duration.ofMinutes(20)).orThrow();
    assertThat(not(BEN, task, new Action.Approve(null)).reason())
        .contains("ben worked on it, and what one person did another approves: root can");

    spend(BEN, task, Duration.ofMinutes(-20)).orThrow();
    assertThat(done(BEN, task, new Action.Approve(null)).approval()).isEqualTo(Approval.APPROVED);

    fixture.employ(person("ann", Role.ANALYST));
    Task alone = made(ANN, null, map("title", "x", "owner", "ann", "authoriser", "ann"));
    assertThat(done(ANN, alone, new Action.Approve(null)).approval()).isEqualTo(Approval.APPROVED);
  }

  @Test
  void aDeclinedTaskIsClosedOnlyByThoseWhoDecide() {
    Task task = asked();
    assertThat(not(BEN, task, new Action.Decline(" ")).why()).isEqualTo(Refusal.BAD_VALUE);
    assertThat(done(BEN, task, new Action.Decline("take an image first")).approval())
        .isEqualTo(Approval.DECLINED);
    assertThat(not(ANN, task, CLOSE).reason()).contains("it is declined");
    assertThat(done(BEN, task, new Action.Close("not-needed", null, false)).closed()).isTrue();
  }

  @Test
  void whatIsNoLongerNeededIsWithdrawnWithoutApproval() {
    Task task = asked();
    Task closed = done(ANN, task, new Action.Withdraw("incident-closed"));
    assertThat(closed.closed()).isTrue();
    assertThat(closed.approval()).isEqualTo(Approval.WAITING);
    assertThat(closed.fields().text("closingReason")).isEqualTo("incident-closed");
  }

  @Test
  void nobodyGetsRoundTheAuthoriser() {
    Task task = asked();
    for (Cause cause : List.of(ANN, fixture.byDaemon)) {
      assertThat(not(cause, task, new Action.Set(map("authoriser", "ann"), true)).reason())
          .contains("only ben or an administrator");
      not(cause, task, new Action.Set(map("authoriser", null), true));
    }
    done(BEN, task, new Action.Approve(null));
    assertThat(done(BEN, task, new Action.Set(map("authoriser", "root"), false)).approval())
        .isEqualTo(Approval.WAITING);
    Task free = done(ROOT, task, new Action.Set(map("authoriser", null), false));
    assertThat(free.approval()).isEqualTo(Approval.NONE);
    assertThat(done(ANN, task, CLOSE).closed()).isTrue();
  }

  @Test
  void workThatBeginsIsInProgressAlsoWithoutProgress() {
    Task task = made(ANN, null, map("title", "x"));
    Task started = done(ANN, task, new Action.Start());
    assertThat(started.status()).isEqualTo(TaskStatus.IN_PROGRESS);
    assertThat(started.fields().get("started")).isEqualTo(fixture.now.toString());
    assertThat(done(ANN, task, new Action.Set(map("progress", 0, "title", "y"), false)).status())
        .isEqualTo(TaskStatus.IN_PROGRESS);
  }

  @Test
  void effortAddsUpAndIsCorrectedByLess() {
    Task task = made(ANN, null, map("title", "x", "estimate", "2h"));
    assertThat(task.fields().get("estimate")).isEqualTo(7_200L);
    spend(ANN, task, Duration.ofMinutes(90)).orThrow();
    Effort second = spend(BEN, task, Duration.ofMinutes(15)).orThrow();
    assertThat(stored(task).effort()).isEqualTo(105 * 60);
    spend(BEN, task, Duration.ofMinutes(-5)).orThrow();
    assertThat(stored(task).effort()).isEqualTo(100 * 60);

    List<Effort> efforts = store().reader().efforts(task.number());
    assertThat(efforts).extracting(Effort::person).containsExactly("ann", "ben", "ben");
    assertThat(efforts.get(1)).isEqualTo(second);
    assertThat(refused(spend(ANN, task, Duration.ofHours(-2))).reason())
        .contains("less than nothing");
    assertThat(refused(spend(ANN, task, Duration.ZERO)).why()).isEqualTo(Refusal.BAD_VALUE);
    assertThat(refused(spend(ANN, task, Duration.ofDays(32))).reason()).contains("31 days");
    assertThat(stored(task).effort()).isEqualTo(100 * 60);
    assertThat(store().reader().history(task.ref()))
        .filteredOn(change -> change.field().equals("effort"))
        .hasSize(3);
  }

  @Test
  void aTaskWaitsForOthersOfItsIncident() {
    Incident incident = fixture.open(ANN, map("title", "x"));
    Task first = made(ANN, incident.number(), map("title", "isolate"));
    Task second =
        made(
            ANN,
            incident.number(),
            map("title", "wipe", "waitsFor", List.of(String.valueOf(first.number()))));
    Task other = made(ANN, null, map("title", "elsewhere"));

    assertThat(not(ANN, second, CLOSE).reason()).contains("it waits for task " + first.number());
    assertThat(
            not(ANN, first, new Action.Set(map("waitsFor", List.of("" + second.number())), false))
                .reason())
        .contains("in a circle");
    assertThat(
            not(ANN, first, new Action.Set(map("waitsFor", List.of("" + other.number())), false))
                .reason())
        .contains("not of the same incident");
    assertThat(not(ANN, first, new Action.Set(map("waitsFor", List.of("x")), false)).why())
        .isEqualTo(Refusal.BAD_VALUE);
    done(ANN, first, CLOSE);
    assertThat(done(ANN, second, CLOSE).closed()).isTrue();
  }

  @Test
  void whatIsOverdueToRemindAndToApproveIsFound() {
    Instant soon = fixture.now.plusSeconds(60);
    String owner = "o" + fixture.daemon;
    Task due = made(ANN, null, map("title", "due", "owner", owner, "due", soon.toString()));
    Task remind =
        made(ANN, null, map("title", "remind", "owner", owner, "reminder", soon.toString()));
    Task asks = made(ANN, null, map("title", "asks", "owner", owner, "authoriser", "ben"));
    TaskFilter all = new TaskFilter(null, null, owner, null);

    assertThat(find(all.overdue(soon))).isEmpty();
    assertThat(find(all.overdue(soon.plusSeconds(1)))).containsExactly(due.number());
    assertThat(find(all.toRemind(soon.plusSeconds(1)))).containsExactly(remind.number());
    assertThat(find(all.approval("ben", Approval.WAITING))).containsExactly(asks.number());
    assertThat(find(all.approval(null, Approval.NONE)))
        .containsExactly(due.number(), remind.number());
    assertThat(due.overdue(soon)).isFalse();
    assertThat(due.overdue(soon.plusSeconds(1))).isTrue();
    done(ANN, due, CLOSE);
    assertThat(find(all.overdue(soon.plusSeconds(1)))).isEmpty();
  }

  private List<Long> find(TaskFilter filter) {
    List<Long> numbers = new ArrayList<>();
    for (Task task : store().reader().tasks(filter, 0, 100)) {
      assertThat(filter.matches(task)).isTrue();
      numbers.add(task.number());
    }
    return numbers;
  }
}
