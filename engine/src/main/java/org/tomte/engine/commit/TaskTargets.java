package org.tomte.engine.commit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskKey;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;

/** The tasks that effects name: resolved, locked in ascending order, asked. */
final class TaskTargets {
  private final CommitTransaction transaction;
  private final Map<TaskKey, MadeEntry.Slot> byKey = new HashMap<>();
  private Map<Long, Task> tasks = Map.of();

  TaskTargets(CommitTransaction transaction) {
    this.transaction = transaction;
  }

  /** Locks the tasks that the events name or made before. */
  void lock(List<EventWork> works) {
    TreeSet<Long> numbers = new TreeSet<>();
    TreeSet<TaskKey> keys = new TreeSet<>();
    for (EventWork work : works) {
      if (!work.event.simple()) { // most events of a large page are
        collect(work, numbers, keys);
      }
    }
    if (!keys.isEmpty()) {
      transaction
          .casework()
          .tasks()
          .find(keys)
          .forEach((key, number) -> {
            byKey.put(key, MadeEntry.Slot.of(ObjectRef.task(number)));
            numbers.add(number);
          });
    }
    if (!numbers.isEmpty()) {
      tasks = transaction.casework().tasks().lock(numbers);
    }
  }

  private static void collect(EventWork work, Set<Long> numbers, Set<TaskKey> keys) {
    for (PlannedEffect planned : work.event.effects()) {
      switch (target(planned.effect())) {
        case null -> {}
        case Effect.TaskTarget.TaskNumber number -> numbers.add(number.number());
        case Effect.TaskTarget.TaskKey key -> keys.add(key(work, key.key()));
      }
    }
    for (ObjectRef object : work.madeBefore()) {
      if (object.kind() == ObjectKind.TASK) {
        numbers.add(object.id());
      }
    }
  }

  private static Effect.@Nullable TaskTarget target(Effect effect) {
    return switch (effect) {
      case Effect.SetTaskProgress set -> set.target();
      case Effect.CloseTask close -> close.target();
      case Effect.CreateTask create -> {
        String key = create.key();
        yield key == null ? null : new Effect.TaskTarget.TaskKey(key);
      }
      case Effect.Discard _,
          Effect.AddToTriage _,
          Effect.CreateIncident _,
          Effect.UpdateIncident _,
          Effect.AddNote _,
          Effect.CloseIncident _,
          Effect.ChangeIncidentStatus _,
          Effect.AttachToIncident _,
          Effect.AddIndicator _,
          Effect.Deliver _ ->
          null;
    };
  }

  /** The key of a task of the event's daemon. */
  static TaskKey key(EventWork work, String text) {
    return new TaskKey(work.batch.batch().daemon().value(), CleanText.text(text));
  }

  /** Remembers that an event makes a task with a key in this attempt. */
  void makes(TaskKey key, MadeEntry.Slot slot) {
    byKey.put(key, slot);
  }

  /** The task as it was locked; null when it does not exist. */
  @Nullable Task task(long number) {
    return tasks.get(number);
  }

  /** The task that has a key; null when there is none. */
  MadeEntry.@Nullable Slot find(TaskKey key) {
    MadeEntry.Slot slot = byKey.get(key);
    boolean gone = slot != null && slot.filled() && !tasks.containsKey(slot.object().id());
    return gone ? null : slot;
  }

  /** The task that a target names; null when there is none. */
  MadeEntry.@Nullable Slot find(EventWork work, Effect.TaskTarget target) {
    return switch (target) {
      case Effect.TaskTarget.TaskNumber number ->
          tasks.containsKey(number.number())
              ? MadeEntry.Slot.of(ObjectRef.task(number.number()))
              : null;
      case Effect.TaskTarget.TaskKey key -> find(key(work, key.key()));
    };
  }

  /** What is wrong with a target that names nothing. */
  static String unknown(Effect.TaskTarget target) {
    return switch (target) {
      case Effect.TaskTarget.TaskNumber number ->
          "There is no task with the number %d.".formatted(number.number());
      case Effect.TaskTarget.TaskKey key ->
          "This daemon has made no task with the key '%s'.".formatted(key.key());
    };
  }
}
