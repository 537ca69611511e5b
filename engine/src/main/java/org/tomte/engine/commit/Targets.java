package org.tomte.engine.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.engine.DaemonId;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.pointer.KeyHash;

/** The existing incidents that effects name: resolved, locked in ascending order, asked. */
final class Targets {
  private final CommitTransaction transaction;
  private final Map<Made, MadeEntry.Slot> made = new HashMap<>();
  private Map<Long, Incident> incidents = Map.of();

  /** An event of a daemon that made an incident. */
  private record Made(DaemonId daemon, KeyHash hash) {}

  Targets(CommitTransaction transaction) {
    this.transaction = transaction;
  }

  /** Locks the incidents that the events name or made before, and others. */
  void lock(List<EventWork> works, List<Long> others) {
    TreeSet<Long> numbers = new TreeSet<>(others);
    Map<DaemonId, Set<KeyHash>> keys = new TreeMap<>();
    for (EventWork work : works) {
      for (PlannedEffect planned : work.event.effects()) {
        Effect.Target target = target(planned.effect());
        switch (target) {
          case null -> {}
          case Effect.Target.IncidentNumber number -> numbers.add(number.number());
          case Effect.Target.EventKey key ->
              keys.computeIfAbsent(work.batch.batch().daemon(), _ -> new TreeSet<>())
                  .add(KeyHash.of(CleanText.text(key.key())));
        }
      }
      for (ObjectRef object : work.madeBefore()) {
        if (object.kind() == ObjectKind.INCIDENT) {
          numbers.add(object.id());
        }
      }
    }
    keys.forEach((daemon, hashes) -> numbers.addAll(findMade(daemon, hashes)));
    if (!numbers.isEmpty()) {
      incidents = transaction.casework().incidents().lock(numbers);
    }
  }

  private List<Long> findMade(DaemonId daemon, Set<KeyHash> hashes) {
    List<Long> numbers = new ArrayList<>();
    for (KeyRow row : transaction.findKeys(daemon, hashes)) {
      for (ObjectRef object : MadeEffects.read(row.made()).objects()) {
        if (object.kind() == ObjectKind.INCIDENT) {
          made.putIfAbsent(new Made(daemon, row.name().hash()), MadeEntry.Slot.of(object));
          numbers.add(object.id());
        }
      }
    }
    return numbers;
  }

  private static Effect.@Nullable Target target(Effect effect) {
    return switch (effect) {
      case Effect.UpdateIncident update -> update.target();
      case Effect.AddNote note -> note.target();
      case Effect.CloseIncident close -> close.target();
      case Effect.ChangeIncidentStatus change -> change.target();
      case Effect.AttachToIncident attach -> attach.target();
      case Effect.CreateTask create ->
          create.place() instanceof Effect.TaskPlace.Named named ? named.incident() : null;
      case Effect.Discard _,
          Effect.AddToTriage _,
          Effect.CreateIncident _,
          Effect.SetTaskProgress _,
          Effect.CloseTask _,
          Effect.AddIndicator _,
          Effect.Deliver _ ->
          null;
    };
  }

  /** Remembers that an event makes an incident in this attempt. */
  void makes(EventWork work, MadeEntry.Slot slot) {
    made.put(new Made(work.batch.batch().daemon(), work.event.name().hash()), slot);
  }

  /** The incident as it was locked; null when it does not exist. */
  @Nullable Incident incident(long number) {
    return incidents.get(number);
  }

  /** Whether an incident that was there before this attempt is closed. */
  boolean closed(MadeEntry.Slot slot) {
    Incident incident = slot.filled() ? incidents.get(slot.object().id()) : null;
    return incident != null && incident.closed();
  }

  /** Whether the incident exists. */
  boolean exists(long number) {
    return incidents.containsKey(number);
  }

  /** Whether the incident exists and is open. */
  boolean open(long number) {
    Incident incident = incidents.get(number);
    return incident != null && !incident.closed();
  }

  /** The incident that a target names; null when there is none. */
  MadeEntry.@Nullable Slot find(EventWork work, Effect.Target target) {
    return switch (target) {
      case Effect.Target.IncidentNumber number ->
          incidents.containsKey(number.number())
              ? MadeEntry.Slot.of(ObjectRef.incident(number.number()))
              : null;
      case Effect.Target.EventKey key -> {
        KeyHash hash = KeyHash.of(CleanText.text(key.key()));
        MadeEntry.Slot slot = made.get(new Made(work.batch.batch().daemon(), hash));
        boolean gone = slot != null && slot.filled() && !incidents.containsKey(slot.object().id());
        yield gone ? null : slot;
      }
    };
  }

  /** What is wrong with a target that names nothing. */
  static String unknown(Effect.Target target) {
    return switch (target) {
      case Effect.Target.IncidentNumber number ->
          "There is no incident with the number %d.".formatted(number.number());
      case Effect.Target.EventKey key ->
          "This daemon has made no incident from an event with the key '%s'.".formatted(key.key());
    };
  }
}
