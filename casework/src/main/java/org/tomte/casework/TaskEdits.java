package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.Approval;
import org.tomte.casework.task.EditedTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskStatus;

/** Applies edits to tasks: locks all of them first, works in memory, writes once. */
final class TaskEdits {
  private final Session session;
  private final Cause commandCause;
  private final Instant now;
  private final TaskRules rules;

  TaskEdits(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
    this.rules = new TaskRules(session);
  }

  List<Outcome<EditedTask>> apply(List<TaskEdit> edits) {
    List<Long> numbers = edits.stream().map(TaskEdit::number).distinct().sorted().toList();
    Map<Long, Task> current = new HashMap<>(session.transaction().tasks().lock(numbers));
    Map<Long, Incident> restricted =
        session.restrictedAmong(current.values().stream().map(Task::incident).toList());
    TaskBatch batch = new TaskBatch(session.transaction(), now);
    List<Outcome<EditedTask>> outcomes = new ArrayList<>();
    for (TaskEdit edit : edits) {
      Outcome<EditedTask> outcome = apply(edit, current.get(edit.number()), restricted, batch);
      if (outcome instanceof Outcome.Done<EditedTask> done) {
        current.put(edit.number(), done.value().task());
      }
      outcomes.add(outcome);
    }
    batch.write();
    return outcomes;
  }

  private Outcome<EditedTask> apply(
      TaskEdit edit, @Nullable Task before, Map<Long, Incident> restricted, TaskBatch batch) {
    Cause cause = Objects.requireNonNullElse(edit.cause(), commandCause);
    if (before == null || hidden(before, restricted, cause)) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "There is no task with the number %d.".formatted(edit.number()));
    }
    return Session.<EditedTask>loop(cause, "An edit of task " + edit.number())
        .orElseGet(() ->
            switch (edit.action()) {
              case TaskEdit.Action.Set set -> set(before, set, cause, batch);
              case TaskEdit.Action.Close close -> close(before, close, cause, batch);
              case TaskEdit.Action.Withdraw withdraw ->
                  before.closed()
                      ? unchanged(before, Set.of())
                      : closed(
                          before,
                          new TaskEdit.Action.Close(withdraw.reason(), null, true),
                          status(before, TaskStatus.CLOSED, cause, true),
                          cause,
                          batch);
              case TaskEdit.Action.Reopen _ -> reopen(before, cause, batch);
              case TaskEdit.Action.Start _ -> start(before, cause, batch);
              case TaskEdit.Action.Approve approve ->
                  answer(before, Approval.APPROVED, approve.why(), cause, batch);
              case TaskEdit.Action.Decline decline ->
                  answer(before, Approval.DECLINED, decline.why(), cause, batch);
            });
  }

  private boolean hidden(Task task, Map<Long, Incident> restricted, Cause cause) {
    Long incident = task.incident();
    return incident != null && session.hides(restricted.get(incident), cause);
  }

  private Outcome<EditedTask> set(
      Task before, TaskEdit.Action.Set set, Cause cause, TaskBatch batch) {
    Checked checked = session.catalogue().check(ObjectKind.TASK, set.fields());
    String fault = checked.valid() ? fault(before, checked, cause) : checked.reason();
    if (fault != null) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "Task %d: %s".formatted(before.number(), fault));
    }
    Set<String> kept = new TreeSet<>();
    FieldValues values = checked.values();
    Object progress = values.get(FieldNames.PROGRESS);
    if (before.closed() && progress != null && !progress.equals(before.progress())) {
      values = values.with(FieldNames.PROGRESS, null);
      kept.add(FieldNames.PROGRESS);
    }
    Checked open = new Checked(values, checked.cleared(), List.of());
    FieldEdit edit =
        FieldEdit.apply(before.fields(), before.setByPerson(), open, cause, set.force());
    kept.addAll(edit.kept());
    return Outcome.done(write(before, asking(before, edit), kept, cause, batch));
  }

  private @Nullable String fault(Task before, Checked checked, Cause cause) {
    if (checked.cleared().contains(FieldNames.PROGRESS)) {
      return "field 'progress' cannot be empty; it is from 0 to 100";
    }
    boolean unnamed = checked.cleared().contains(FieldNames.AUTHORISER);
    String authoriser = rules.authoriserFault(before, checked.values(), unnamed, cause);
    return authoriser == null
        ? rules.waitingFault(before.number(), before.incident(), checked.values())
        : authoriser;
  }

  /** With another authoriser the approval is asked for anew. */
  private static FieldEdit asking(Task before, FieldEdit edit) {
    String authoriser = edit.values().text(FieldNames.AUTHORISER);
    if (Objects.equals(authoriser, before.authoriser())) {
      return edit;
    }
    Approval approval = authoriser == null ? Approval.NONE : Approval.WAITING;
    return new FieldEdit(approval.into(edit.values()), edit.setByPerson(), edit.kept());
  }

  private Outcome<EditedTask> answer(
      Task before, Approval answer, @Nullable String why, Cause cause, TaskBatch batch) {
    String fault = rules.approvalFault(before, cause);
    if (fault != null) {
      return badState(before, fault);
    }
    if (answer == Approval.DECLINED && (why == null || why.isBlank())) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "Task %d is declined with a reason; there is none.".formatted(before.number()));
    }
    if (before.approval() == answer) {
      return unchanged(before, Set.of());
    }
    FieldValues values = answer.into(before.fields(), cause.words(), now.toString(), why);
    FieldEdit edit = new FieldEdit(values, before.setByPerson(), Set.of());
    return Outcome.done(write(before, edit, Set.of(), cause, batch));
  }

  private static Outcome<EditedTask> badState(Task task, String fault) {
    return Outcome.refused(
        Outcome.Refusal.BAD_STATE, "Task %d: %s.".formatted(task.number(), fault));
  }

  private Outcome<EditedTask> start(Task before, Cause cause, TaskBatch batch) {
    if (before.closed() || before.fields().get(FieldNames.STARTED) != null) {
      return unchanged(before, Set.of());
    }
    FieldValues values = before.fields().with(FieldNames.STARTED, now.toString());
    FieldEdit edit = new FieldEdit(values, before.setByPerson(), Set.of());
    return Outcome.done(write(before, edit, Set.of(), cause, batch));
  }

  private Outcome<EditedTask> close(
      Task before, TaskEdit.Action.Close close, Cause cause, TaskBatch batch) {
    if (before.closed()) {
      return unchanged(before, Set.of());
    }
    FieldEdit edit = status(before, TaskStatus.CLOSED, cause, close.force());
    if (!edit.kept().isEmpty()) {
      return unchanged(before, edit.kept());
    }
    String fault = rules.closingFault(before, cause);
    if (fault != null) {
      return badState(before, fault);
    }
    return closed(before, close, edit, cause, batch);
  }

  private Outcome<EditedTask> closed(
      Task before, TaskEdit.Action.Close close, FieldEdit edit, Cause cause, TaskBatch batch) {
    FieldValues values =
        edit.values()
            .with(FieldNames.CLOSING_REASON, close.reason().isBlank() ? null : close.reason())
            .with(FieldNames.CLOSING_NOTE, close.note())
            .with(FieldNames.CLOSED_BY, cause.words());
    FieldEdit closed = new FieldEdit(values, edit.setByPerson(), Set.of());
    return Outcome.done(write(before, closed, Set.of(), cause, batch));
  }

  private Outcome<EditedTask> reopen(Task before, Cause cause, TaskBatch batch) {
    if (!before.closed()) {
      return unchanged(before, Set.of());
    }
    boolean started = before.fields().get(FieldNames.STARTED) != null;
    FieldEdit edit = status(before, TaskStatus.of(before.progress(), started), cause, true);
    Approval approval = before.authoriser() == null ? Approval.NONE : Approval.WAITING;
    FieldValues values =
        approval
            .into(edit.values())
            .with(FieldNames.CLOSING_REASON, null)
            .with(FieldNames.CLOSING_NOTE, null)
            .with(FieldNames.CLOSED_BY, null);
    FieldEdit opened = new FieldEdit(values, edit.setByPerson(), Set.of());
    return Outcome.done(write(before, opened, Set.of(), cause, batch));
  }

  private static FieldEdit status(Task before, TaskStatus status, Cause cause, boolean force) {
    FieldValues values = FieldValues.of(Map.of(FieldNames.STATUS, status.word()));
    Checked checked = new Checked(values, Set.of(), List.of());
    return FieldEdit.apply(before.fields(), before.setByPerson(), checked, cause, force);
  }

  private static Outcome<EditedTask> unchanged(Task task, Set<String> kept) {
    return Outcome.done(new EditedTask(task, Set.of(), kept));
  }

  private EditedTask write(
      Task before, FieldEdit edit, Set<String> kept, Cause cause, TaskBatch batch) {
    if (edit.values().equals(before.fields())) {
      return new EditedTask(before, Set.of(), kept);
    }
    Task after = after(before, edit);
    Set<String> changed = batch.edited(before, after, cause);
    if (session.harvested(ObjectKind.TASK, changed)) {
      batch.hold(after, session.held(ObjectKind.TASK, List.of(), after.fields()));
    }
    return new EditedTask(after, changed, kept);
  }

  private Task after(Task before, FieldEdit edit) {
    FieldValues fields = edit.values();
    Task.Times times = before.times().changed(now);
    boolean closes = TaskStatus.CLOSED.word().equals(fields.get(FieldNames.STATUS));
    if (!closes && fields.get(FieldNames.PROGRESS) instanceof Long percent) {
      boolean started = fields.get(FieldNames.STARTED) != null;
      fields = fields.with(FieldNames.STATUS, TaskStatus.of(percent, started).word());
    }
    if (closes != before.closed()) {
      times = times.closed(closes ? times.changed() : null);
    }
    return new Task(
        before.number(),
        before.key(),
        session.catalogue().calculated(ObjectKind.TASK, fields),
        edit.setByPerson(),
        times,
        before.createdBy(),
        before.version() + 1);
  }
}
