package org.tomte.engine.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.decision.AtMost;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.PlannedEffect.Condition;
import org.tomte.engine.keep.PlainJson;
import org.tomte.engine.pointer.KeyHash;

/** Thresholds, first-seen values and groups: rows that are locked, asked and written back. */
final class Correlations {
  private final CommitTransaction transaction;
  private final Map<CorrelationName, CorrelationState> states = new HashMap<>();
  private final Map<CorrelationName, Instant> changed = new TreeMap<>();
  private final Map<CorrelationName, OpenGroup> opened = new HashMap<>();
  private final Map<Long, MadeEntry.Slot> shared = new HashMap<>();

  /** A group whose incident is made in this attempt. */
  private record OpenGroup(MadeEntry.Slot slot, Instant first, Duration within) {
    boolean takes(Instant instant) {
      return new CorrelationState.Group(1, first).takes(instant, within);
    }
  }

  Correlations(CommitTransaction transaction) {
    this.transaction = transaction;
  }

  /** Locks all rows that the events may need. */
  void lock(List<EventWork> works) {
    TreeSet<CorrelationName> names = new TreeSet<>();
    for (EventWork work : works) {
      for (PlannedEffect planned : work.event.effects()) {
        if (planned.condition() != null) {
          names.add(conditionName(work, planned, planned.condition()));
        }
        if (work.live()
            && planned.effect() instanceof Effect.Deliver deliver
            && deliver.terms().atMost() != null) {
          names.add(name(work, "at-most", planned, List.of()));
        }
        if (work.live()
            && planned.effect() instanceof Effect.CreateIncident create
            && create.group() != null) {
          names.add(groupName(work, planned, create.group()));
        }
      }
    }
    if (names.isEmpty()) {
      return;
    }
    transaction
        .lockCorrelations(List.copyOf(names))
        .forEach((name, json) -> {
          CorrelationState state = CorrelationState.read(json);
          if (state != null) {
            states.put(name, state);
          }
        });
  }

  private static CorrelationName conditionName(
      EventWork work, PlannedEffect planned, Condition condition) {
    return switch (condition) {
      case Condition.Threshold threshold -> name(work, "count", planned, threshold.values());
      case Condition.FirstSeen first -> name(work, "first-seen", planned, first.values());
    };
  }

  private static CorrelationName groupName(
      EventWork work, PlannedEffect planned, Effect.Group group) {
    return name(work, "group", planned, group.values());
  }

  /** Observing has rows of its own, so that it does not use up what live events count. */
  private static CorrelationName name(
      EventWork work, String kind, PlannedEffect planned, List<@Nullable Object> values) {
    String mode = work.live() ? "live" : "observe";
    String text = PlainJson.write(List.of(kind, mode, planned.rule(), planned.action(), values));
    return new CorrelationName(work.batch.batch().daemon(), KeyHash.of(text));
  }

  /**
   * Counts the event for the effect's condition.
   *
   * @return why the effect is held back; null when it happens
   */
  @Nullable String held(EventWork work, PlannedEffect planned) {
    Condition condition = planned.condition();
    Instant instant = work.decision().instant();
    return switch (condition) {
      case null -> null;
      case Condition.Threshold threshold ->
          count(conditionName(work, planned, threshold), threshold, instant);
      case Condition.FirstSeen first -> see(conditionName(work, planned, first), first, instant);
    };
  }

  private @Nullable String count(
      CorrelationName name, Condition.Threshold threshold, Instant instant) {
    CorrelationState.Count before =
        states.get(name) instanceof CorrelationState.Count count
            ? count
            : CorrelationState.Count.ZERO;
    Instant fired = before.fired();
    CorrelationState.Count after = before.plus(instant, threshold);
    states.put(name, after);
    changed.put(name, after.times().getLast().plus(threshold.over()));
    if (instant.equals(after.fired()) && !instant.equals(fired)) {
      return null;
    }
    if (fired != null && instant.isBefore(fired.plus(threshold.over()))) {
      return "%s already acted at %s; again from %s on"
          .formatted(threshold.values(), fired, fired.plus(threshold.over()));
    }
    return "%s seen %d times of %d within %s"
        .formatted(threshold.values(), after.times().size(), threshold.atLeast(), threshold.over());
  }

  private @Nullable String see(CorrelationName name, Condition.FirstSeen first, Instant instant) {
    Instant last = states.get(name) instanceof CorrelationState.Seen seen ? seen.last() : null;
    Instant latest = last == null || last.isBefore(instant) ? instant : last;
    states.put(name, new CorrelationState.Seen(latest));
    changed.put(name, latest.plus(first.forget()));
    boolean isNew = last == null || !instant.isBefore(last.plus(first.forget()));
    return isNew ? null : "%s was seen at %s".formatted(first.values(), last);
  }

  /**
   * Counts a delivery against what may go out.
   *
   * @return false when it is one too many; it is not counted then
   */
  boolean letOut(EventWork work, PlannedEffect planned, AtMost atMost, Instant now) {
    CorrelationName name = name(work, "at-most", planned, List.of());
    CorrelationState.LetOut before =
        states.get(name) instanceof CorrelationState.LetOut known
            ? known
            : CorrelationState.LetOut.NONE;
    CorrelationState.LetOut after = before.plus(now, atMost.per(), atMost.count());
    if (after == null) {
      return false;
    }
    states.put(name, after);
    changed.put(name, now.plus(atMost.per()));
    return true;
  }

  /** The incidents of groups that are stored, to lock them. */
  List<Long> incidents() {
    List<Long> numbers = new ArrayList<>();
    for (CorrelationState state : states.values()) {
      if (state instanceof CorrelationState.Group group) {
        numbers.add(group.incident());
      }
    }
    return numbers;
  }

  /**
   * The incident that the event joins.
   *
   * @param taker the incident that takes more events in place of a stored one; 0 for none
   * @return null when it opens one; {@link #open} must then be called
   */
  MadeEntry.@Nullable Slot joined(
      EventWork work, PlannedEffect planned, Effect.Group group, LongUnaryOperator taker) {
    CorrelationName name = groupName(work, planned, group);
    Instant instant = work.decision().instant();
    OpenGroup made = opened.get(name);
    if (made != null) {
      return made.takes(instant) ? made.slot() : null;
    }
    long joined =
        states.get(name) instanceof CorrelationState.Group stored
                && stored.takes(instant, group.within())
            ? taker.applyAsLong(stored.incident())
            : 0;
    return joined == 0
        ? null
        : shared.computeIfAbsent(joined, number -> MadeEntry.Slot.of(ObjectRef.incident(number)));
  }

  /** Begins a group with the incident that the event opens. */
  void open(EventWork work, PlannedEffect planned, Effect.Group group, MadeEntry.Slot slot) {
    Instant first = work.decision().instant();
    opened.put(groupName(work, planned, group), new OpenGroup(slot, first, group.within()));
  }

  /** Writes back what changed; incidents have their numbers by now. */
  void write() {
    opened.forEach((name, group) -> {
      long incident = group.slot().object().id();
      states.put(name, new CorrelationState.Group(incident, group.first()));
      changed.put(name, group.first().plus(group.within()));
    });
    List<CorrelationRow> rows = new ArrayList<>();
    changed.forEach((name, until) -> {
      CorrelationState state = states.get(name);
      if (state != null) {
        rows.add(new CorrelationRow(name, state.json(), until));
      }
    });
    if (!rows.isEmpty()) {
      transaction.updateCorrelations(rows);
    }
  }
}
