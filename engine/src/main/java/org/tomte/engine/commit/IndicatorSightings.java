package org.tomte.engine.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Cause;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.indicator.SeenIndicator;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;

/** Collects the indicators that events bring and tells the data layer at once. */
final class IndicatorSightings {
  private final CaseCommands commands;
  private final List<Pending> pending = new ArrayList<>();
  private final Map<Long, Indicator> latest = new HashMap<>();

  /** An indicator of an event; the entry is null when an earlier version brought it already. */
  private record Pending(
      EventWork work, NewIndicator indicator, MadeEntry.Slot slot, @Nullable MadeEntry entry) {}

  IndicatorSightings(CaseCommands commands) {
    this.commands = commands;
  }

  void add(
      EventWork work, PlannedEffect planned, Effect.AddIndicator add, TaskEffects.Context context) {
    MadeEntry.Slot slot = new MadeEntry.Slot();
    MadeEntry entry = new MadeEntry(planned.rule(), planned.action(), slot, false);
    work.made.add(entry);
    pending.add(new Pending(work, sighting(work, add, context), slot, entry));
  }

  /** A newer version of an event that brought it before: it is seen once more. */
  void again(EventWork work, Effect.AddIndicator add, TaskEffects.Context context) {
    pending.add(new Pending(work, sighting(work, add, context), new MadeEntry.Slot(), null));
  }

  private static NewIndicator sighting(
      EventWork work, Effect.AddIndicator add, TaskEffects.Context context) {
    Instant seen = work.event.item() instanceof Event event ? event.time() : null;
    return new NewIndicator(add.name(), add.fields(), seen, context.link(), context.cause());
  }

  /** The indicator as this attempt leaves it; null when it has nothing to do with it. */
  @Nullable Indicator indicator(long id) {
    return latest.get(id);
  }

  void tell() {
    if (pending.isEmpty()) {
      return;
    }
    List<NewIndicator> wanted = pending.stream().map(Pending::indicator).toList();
    Cause cause = Objects.requireNonNull(wanted.getFirst().cause());
    List<Outcome<SeenIndicator>> outcomes = commands.casework(cause).seeIndicators(wanted);
    for (int i = 0; i < outcomes.size(); i++) {
      Pending each = pending.get(i);
      commands.settle(each.work(), outcomes.get(i), seen -> seen(each, seen));
    }
  }

  private void seen(Pending each, SeenIndicator seen) {
    each.slot().fill(seen.indicator().ref());
    latest.put(seen.indicator().id(), seen.indicator());
    if (seen.isNew()) {
      commands.hasCreated(each.work());
      return;
    }
    MadeEntry entry = each.entry();
    if (entry != null) {
      entry.found();
    }
    commands.hasChanged(each.work());
  }
}
