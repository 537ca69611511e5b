package org.tomte.engine.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;

/**
 * Turns the planned effects of events into commands of the data layer. An event is worked on whole
 * or not at all: one refused effect sends it to quarantine in the next attempt.
 */
final class Effects {
  private final Correlations correlations;
  private final Targets targets;
  private final CaseCommands commands;
  private final TaskTargets taskTargets;
  private final TaskEffects tasks;
  private final Deliveries deliveries;
  private final Map<PreparedEvent, Decision.Failure> failures = new LinkedHashMap<>();
  private final Set<EventWork> acted = new HashSet<>();
  private final Map<EventWork, String> held = new LinkedHashMap<>();

  Effects(CommitContext context, CommitTransaction transaction, Instant now) {
    this.correlations = new Correlations(transaction);
    this.targets = new Targets(transaction);
    this.taskTargets = new TaskTargets(transaction);
    this.commands = new CaseCommands(context, transaction, targets, taskTargets);
    this.tasks = new TaskEffects(targets, taskTargets, commands.tasks());
    this.deliveries = new Deliveries(context.archive(), transaction, correlations, commands, now);
  }

  /**
   * Works on events whose keys differ, in their order.
   *
   * @throws RefusedEvents when some must go to quarantine instead
   */
  void run(List<EventWork> works) {
    correlations.lock(works);
    targets.lock(works, correlations.incidents());
    taskTargets.lock(works);
    for (EventWork work : works) {
      if (work.live()) {
        plan(work);
      } else {
        observe(work);
      }
    }
    refuse();
    failures.putAll(commands.run());
    refuse();
    failures.putAll(deliveries.write(work -> commands.changed(work) || acted.contains(work)));
    refuse();
    correlations.write();
    works.stream().filter(EventWork::live).forEach(this::conclude);
  }

  private void refuse() {
    if (!failures.isEmpty()) {
      throw new RefusedEvents(failures);
    }
  }

  private void observe(EventWork work) {
    List<PlannedEffect> happening = new ArrayList<>();
    for (PlannedEffect planned : work.event.effects()) {
      if (correlations.held(work, planned) == null) {
        happening.add(planned);
        if (planned.effect() instanceof Effect.Deliver deliver) {
          deliveries.want(work, planned, deliver);
        }
      }
    }
    work.outcome = new EventOutcome.Observed(happening);
  }

  private void plan(EventWork work) {
    for (PlannedEffect planned : work.event.effects()) {
      MadeEffects.Made before = work.madeBefore(planned);
      if (before != null) {
        if (work.updates()) {
          again(work, planned, before);
        }
        continue;
      }
      String why = correlations.held(work, planned);
      if (why == null) {
        happen(work, planned);
      } else {
        held.put(work, why);
        work.made.add(new MadeEntry(planned.rule(), planned.action(), null, false));
      }
    }
  }

  private void happen(EventWork work, PlannedEffect planned) {
    switch (planned.effect()) {
      case Effect.Discard _ -> {}
      case Effect.Deliver deliver -> deliveries.want(work, planned, deliver);
      case Effect.AddToTriage add -> {
        MadeEntry.Slot slot = enter(work, planned, new MadeEntry.Slot(), false);
        NewTriageEvent event =
            new NewTriageEvent(
                add.fields(), List.of(), link(work), cause(work, planned), triageId(work, planned));
        commands.add(work, event, slot);
      }
      case Effect.CreateIncident create -> createIncident(work, planned, create);
      case Effect.UpdateIncident update -> {
        MadeEntry.Slot slot = target(work, planned, update.target());
        if (slot != null) {
          commands.edit(
              work,
              slot,
              new IncidentEdit.Action.Set(update.fields(), update.force()),
              cause(work, planned));
        }
      }
      case Effect.CloseIncident close -> edit(work, planned, close.target(), closing(close));
      case Effect.ChangeIncidentStatus change ->
          edit(work, planned, change.target(), status(change));
      case Effect.AttachToIncident attach -> attach(work, planned, attach);
      case Effect.CreateTask _, Effect.SetTaskProgress _, Effect.CloseTask _ ->
          done(work, tasks.happen(work, planned, context(work, planned)));
      case Effect.AddIndicator add ->
          commands.indicators().add(work, planned, add, context(work, planned));
      case Effect.AddNote note -> {
        MadeEntry.Slot slot = target(work, planned, note.target());
        if (slot != null) {
          commands.note(work, slot, note.text(), cause(work, planned));
        }
      }
    }
  }

  private static TaskEffects.Context context(EventWork work, PlannedEffect planned) {
    return new TaskEffects.Context(cause(work, planned), link(work));
  }

  /** Notes what is wrong with an effect; null when nothing is. */
  private void done(EventWork work, @Nullable String wrong) {
    if (wrong == null) {
      acted.add(work);
    } else {
      failures.put(work.event, new Decision.Failure("commit", wrong));
    }
  }

  private void edit(
      EventWork work, PlannedEffect planned, Effect.Target target, IncidentEdit.Action action) {
    MadeEntry.Slot slot = target(work, planned, target);
    if (slot != null) {
      commands.edit(work, slot, action, cause(work, planned));
    }
  }

  private static IncidentEdit.Action closing(Effect.CloseIncident close) {
    return new IncidentEdit.Action.Close(close.reason(), close.note(), close.force());
  }

  private static IncidentEdit.Action status(Effect.ChangeIncidentStatus change) {
    return new IncidentEdit.Action.Set(Map.of(FieldNames.STATUS, change.status()), change.force());
  }

  private void attach(EventWork work, PlannedEffect planned, Effect.AttachToIncident attach) {
    MadeEntry.Slot slot = targets.find(work, attach.target());
    Effect.CreateIncident fresh = attach.fresh();
    if (slot != null && fresh != null && targets.closed(slot)) {
      createIncident(work, planned, fresh);
      return;
    }
    slot = target(work, planned, attach.target());
    if (slot != null) {
      join(work, planned, slot, attach.whenClosed());
    }
  }

  private void join(
      EventWork work, PlannedEffect planned, MadeEntry.Slot slot, Effect.WhenClosed whenClosed) {
    Cause cause = cause(work, planned);
    if (whenClosed == Effect.WhenClosed.REOPEN && targets.closed(slot)) {
      commands.edit(work, slot, new IncidentEdit.Action.Reopen(), cause);
    }
    commands.join(work, slot, cause);
  }

  private static @Nullable Long triageId(EventWork work, PlannedEffect planned) {
    return work.triageIds.isEmpty()
        ? null
        : work.triageIds.get(work.event.effects().indexOf(planned));
  }

  private void createIncident(EventWork work, PlannedEffect planned, Effect.CreateIncident create) {
    Effect.Group group = create.group();
    if (group != null) {
      boolean renews = group.whenClosed() == Effect.WhenClosed.NEW;
      LongUnaryOperator taker = renews ? targets::openTaker : targets::taker;
      MadeEntry.Slot joined = correlations.joined(work, planned, group, taker);
      if (joined != null) {
        enter(work, planned, joined, true);
        acted.add(work);
        join(work, planned, joined, group.whenClosed());
        return;
      }
    }
    MadeEntry.Slot slot = enter(work, planned, new MadeEntry.Slot(), false);
    if (group != null) {
      correlations.open(work, planned, group, slot);
    }
    targets.makes(work, slot);
    commands.create(
        work,
        new NewIncident(
            create.template(), create.fields(), List.of(), link(work), cause(work, planned)),
        slot);
  }

  private MadeEntry.@Nullable Slot target(
      EventWork work, PlannedEffect planned, Effect.Target target) {
    MadeEntry.Slot slot = targets.find(work, target);
    if (slot == null) {
      failures.put(work.event, new Decision.Failure("commit", Targets.unknown(target)));
      return null;
    }
    acted.add(work);
    return enter(work, planned, slot, true);
  }

  private static MadeEntry.Slot enter(
      EventWork work, PlannedEffect planned, MadeEntry.Slot slot, boolean joined) {
    work.made.add(new MadeEntry(planned.rule(), planned.action(), slot, joined));
    return slot;
  }

  /** An effect that happened, or was held back, for an earlier version of the event. */
  private void again(EventWork work, PlannedEffect planned, MadeEffects.Made before) {
    if (before.object() == null) {
      return;
    }
    ObjectRef object = targets.resolved(before.object());
    Cause cause = cause(work, planned);
    switch (planned.effect()) {
      case Effect.AddToTriage add ->
          commands.merge(work, object, before.joined(), add.merge(), add.fields(), cause);
      case Effect.CreateIncident create ->
          commands.merge(work, object, before.joined(), create.merge(), create.fields(), cause);
      case Effect.UpdateIncident update ->
          commands.edit(
              work,
              MadeEntry.Slot.of(object),
              new IncidentEdit.Action.Set(update.fields(), update.force()),
              cause);
      case Effect.CloseIncident close ->
          commands.edit(work, MadeEntry.Slot.of(object), closing(close), cause);
      case Effect.ChangeIncidentStatus change ->
          commands.edit(work, MadeEntry.Slot.of(object), status(change), cause);
      case Effect.CreateTask _, Effect.SetTaskProgress _, Effect.CloseTask _ ->
          tasks.again(work, planned, object, cause);
      case Effect.AddIndicator add ->
          commands.indicators().again(work, add, context(work, planned));
      case Effect.Discard _, Effect.AddNote _, Effect.AttachToIncident _, Effect.Deliver _ -> {}
    }
  }

  private static Cause cause(EventWork work, PlannedEffect planned) {
    int daemon = work.batch.batch().daemon().value();
    Instant run = work.batch.batch().run().planned();
    return Cause.Daemon.of(daemon, run, planned.rule()).after(work.event.judged().depth());
  }

  private static @Nullable String link(EventWork work) {
    String link = work.event.item() instanceof Event event ? event.link() : null;
    return link == null ? null : CleanText.text(link);
  }

  private void conclude(EventWork work) {
    List<ObjectRef> objects = work.madeEffects().objects();
    boolean changed = commands.changed(work);
    if (commands.created(work) || (work.sends && objects.isEmpty())) {
      work.outcome = new EventOutcome.Created(objects);
    } else if (changed || (work.known == null && acted.contains(work))) {
      work.outcome = new EventOutcome.Merged(objects);
    } else if (work.known != null) {
      work.outcome = new EventOutcome.Known(objects);
    } else {
      String words = held.get(work);
      work.outcome = new EventOutcome.Suppressed(words == null ? "nothing to do" : words);
    }
  }
}
