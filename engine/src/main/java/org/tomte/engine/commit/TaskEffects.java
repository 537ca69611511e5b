package org.tomte.engine.commit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskKey;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;

/** Turns the planned effects on tasks into commands; what it returns says why it cannot. */
final class TaskEffects {
  private final Targets incidents;
  private final TaskTargets tasks;
  private final TaskCommands commands;

  TaskEffects(Targets incidents, TaskTargets tasks, TaskCommands commands) {
    this.incidents = incidents;
    this.tasks = tasks;
    this.commands = commands;
  }

  /**
   * When an effect is worked on among those of its event: a task is made after the incident that it
   * is for, and changed after it was made.
   */
  private static int turn(PlannedEffect planned) {
    return switch (planned.effect()) {
      case Effect.CreateTask _ -> 1;
      case Effect.SetTaskProgress _, Effect.CloseTask _ -> 2;
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
          0;
    };
  }

  /** Does for the first time what an event asks for. */
  @Nullable String happen(EventWork work, PlannedEffect planned, Context context) {
    return switch (planned.effect()) {
      case Effect.CreateTask create -> create(work, planned, create, context);
      case Effect.SetTaskProgress set -> edit(work, planned, set.target(), context.cause());
      case Effect.CloseTask close -> edit(work, planned, close.target(), context.cause());
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
          throw new IllegalStateException(
              planned.effect().word() + " has nothing to do with tasks");
    };
  }

  /** Makes a task, or does with the one that has its key what the merge rule says. */
  private @Nullable String create(
      EventWork work, PlannedEffect planned, Effect.CreateTask create, Context context) {
    TaskKey key = create.key() == null ? null : TaskTargets.key(work, create.key());
    MadeEntry.Slot known = key == null ? null : tasks.find(key);
    if (known != null) {
      work.made.add(new MadeEntry(planned.rule(), planned.action(), known, true));
      merge(work, known, create, context.cause());
      return null;
    }
    MadeEntry.Slot incident;
    switch (create.place()) {
      case Effect.TaskPlace.SameRule _ -> {
        MadeEntry.Slot ofRule = ofRule(work, planned.rule());
        incident = ofRule == null ? null : incidents.resolved(ofRule);
      }
      case Effect.TaskPlace.Named named -> {
        incident = incidents.find(work, named.incident());
        if (incident == null) {
          return Targets.unknown(named.incident());
        }
      }
    }
    MadeEntry.Slot slot = new MadeEntry.Slot();
    MadeEntry entry = new MadeEntry(planned.rule(), planned.action(), slot, false);
    work.made.add(entry);
    if (key != null) {
      tasks.makes(key, slot);
    }
    NewTask task = new NewTask(key, null, create.fields(), context.link(), context.cause());
    commands.create(work, new TaskCommands.Wanted(task, incident, slot, entry));
    return null;
  }

  /**
   * Why and where from an effect is.
   *
   * @param link the event's page in the source system; may be null
   */
  record Context(Cause cause, @Nullable String link) {}

  /** The incident that the event made or joined by a rule, now or in an earlier version. */
  private static MadeEntry.@Nullable Slot ofRule(EventWork work, String rule) {
    for (PlannedEffect planned : work.event.effects()) {
      boolean opens =
          planned.effect() instanceof Effect.CreateIncident
              || planned.effect() instanceof Effect.AttachToIncident;
      MadeEntry.Slot slot =
          opens && planned.rule().equals(rule) ? work.slot(rule, planned.action()) : null;
      if (slot != null) {
        return slot;
      }
    }
    return null;
  }

  private void merge(EventWork work, MadeEntry.Slot slot, Effect.CreateTask create, Cause cause) {
    switch (create.merge()) {
      case IGNORE -> {}
      case UPDATE -> set(work, slot, create.fields(), cause);
      case REOPEN -> {
        commands.edit(work, slot, new TaskEdit.Action.Reopen(), cause);
        set(work, slot, create.fields(), cause);
      }
    }
  }

  private void set(
      EventWork work, MadeEntry.Slot slot, Map<String, @Nullable Object> fields, Cause cause) {
    commands.edit(work, slot, new TaskEdit.Action.Set(fields, false), cause);
  }

  /** Changes a task that is there. */
  private @Nullable String edit(
      EventWork work, PlannedEffect planned, Effect.TaskTarget target, Cause cause) {
    MadeEntry.Slot slot = tasks.find(work, target);
    if (slot == null) {
      return TaskTargets.unknown(target);
    }
    work.made.add(new MadeEntry(planned.rule(), planned.action(), slot, true));
    commands.edit(work, slot, action(planned.effect()), cause);
    return null;
  }

  /** An effect that happened for an earlier version of the event. */
  void again(EventWork work, PlannedEffect planned, ObjectRef object, Cause cause) {
    if (object.kind() != ObjectKind.TASK) {
      return;
    }
    MadeEntry.Slot slot = MadeEntry.Slot.of(object);
    if (planned.effect() instanceof Effect.CreateTask create) {
      merge(work, slot, create, cause);
    } else {
      commands.edit(work, slot, action(planned.effect()), cause);
    }
  }

  private static TaskEdit.Action action(Effect effect) {
    return switch (effect) {
      case Effect.SetTaskProgress set ->
          new TaskEdit.Action.Set(Map.of(FieldNames.PROGRESS, set.progress()), set.force());
      case Effect.CloseTask close ->
          new TaskEdit.Action.Close(close.reason(), close.note(), close.force());
      case Effect.CreateTask _,
          Effect.Discard _,
          Effect.AddToTriage _,
          Effect.CreateIncident _,
          Effect.UpdateIncident _,
          Effect.AddNote _,
          Effect.CloseIncident _,
          Effect.ChangeIncidentStatus _,
          Effect.AttachToIncident _,
          Effect.AddIndicator _,
          Effect.Deliver _ ->
          throw new IllegalStateException(effect.word() + " changes no task that is there");
    };
  }

  /** The effects of an event in the order in which they are worked on. */
  static List<PlannedEffect> inTurn(List<PlannedEffect> effects) {
    return effects.stream().sorted(Comparator.comparingInt(TaskEffects::turn)).toList();
  }
}
