package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Cause;
import org.tomte.casework.task.EditedTask;
import org.tomte.casework.task.MadeTask;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;

/** Collects commands on tasks and runs them: what is made first, then edits. */
final class TaskCommands {
  private final CaseCommands commands;
  private final TaskTargets targets;
  private final List<Pending> tasks = new ArrayList<>();
  private final List<Edit> edits = new ArrayList<>();
  private final Map<Long, Task> latest = new HashMap<>();

  /**
   * A task to be made.
   *
   * @param task without its incident, which may have no number yet
   * @param incident null when it stands alone
   * @param slot gets its number
   * @param entry learns if it was there after all
   */
  record Wanted(
      NewTask task, MadeEntry.@Nullable Slot incident, MadeEntry.Slot slot, MadeEntry entry) {
    NewTask numbered() {
      Long number = incident == null ? null : (Long) incident.object().id();
      return new NewTask(task.key(), number, task.fields(), task.link(), task.cause());
    }
  }

  private record Pending(EventWork work, Wanted wanted) {}

  private record Edit(EventWork work, MadeEntry.Slot slot, TaskEdit.Action action, Cause cause) {}

  TaskCommands(CaseCommands commands, TaskTargets targets) {
    this.commands = commands;
    this.targets = targets;
  }

  void create(EventWork work, Wanted wanted) {
    tasks.add(new Pending(work, wanted));
  }

  void edit(EventWork work, MadeEntry.Slot slot, TaskEdit.Action action, Cause cause) {
    edits.add(new Edit(work, slot, action, cause));
  }

  /** The task as this attempt leaves it; null when it has nothing to do with it. */
  @Nullable Task task(long number) {
    Task known = latest.get(number);
    return known == null ? targets.task(number) : known;
  }

  /** Makes all that are wanted; incidents have their numbers by now. */
  void make() {
    if (tasks.isEmpty()) {
      return;
    }
    List<NewTask> wanted = tasks.stream().map(each -> each.wanted().numbered()).toList();
    Cause cause = Objects.requireNonNull(wanted.getFirst().cause());
    List<Outcome<MadeTask>> outcomes = commands.casework(cause).createTasks(wanted);
    for (int i = 0; i < outcomes.size(); i++) {
      Pending pending = tasks.get(i);
      commands.settle(pending.work(), outcomes.get(i), made -> made(pending, made));
    }
  }

  private void made(Pending pending, MadeTask made) {
    pending.wanted().slot().fill(made.task().ref());
    latest.put(made.task().number(), made.task());
    if (made.isNew()) {
      commands.hasCreated(pending.work());
    } else {
      pending.wanted().entry().found();
    }
  }

  void editAll() {
    if (edits.isEmpty()) {
      return;
    }
    List<TaskEdit> wanted = new ArrayList<>();
    for (Edit edit : edits) {
      wanted.add(new TaskEdit(edit.slot().object().id(), edit.action(), edit.cause()));
    }
    Cause cause = edits.getFirst().cause();
    List<Outcome<EditedTask>> outcomes = commands.casework(cause).editTasks(wanted);
    for (int i = 0; i < outcomes.size(); i++) {
      EventWork work = edits.get(i).work();
      commands.settle(
          work,
          outcomes.get(i),
          edited -> {
            latest.put(edited.task().number(), edited.task());
            if (!edited.changed().isEmpty()) {
              commands.hasChanged(work);
            }
          });
    }
  }
}
