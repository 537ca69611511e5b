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

/**
 * The existing incidents that effects name: resolved, locked in ascending order, asked. What was
 * merged into another leads to that one; what was deleted is as if it were not there.
 */
final class Targets {
  private final CommitTransaction transaction;
  private final Map<Made, MadeEntry.Slot> made = new HashMap<>();
  private final Map<Long, Incident> incidents = new HashMap<>();
  private final Map<Long, Long> survivors = new HashMap<>();

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
    lock(numbers);
  }

  /**
   * Merged incidents are rare, so where they went is only looked up once one of them was met: then
   * another is locked later than its number says, and who is in the way tries again.
   */
  private void lock(Set<Long> numbers) {
    Set<Long> wanted = numbers;
    while (!wanted.isEmpty()) {
      Map<Long, Incident> locked = transaction.casework().incidents().lock(wanted);
      incidents.putAll(locked);
      if (locked.values().stream().allMatch(incident -> incident.duplicateOf() == null)) {
        return;
      }
      survivors.putAll(transaction.casework().incidents().survivors(incidents.keySet()));
      wanted = new TreeSet<>(survivors.values());
      wanted.removeAll(incidents.keySet());
    }
  }

  /** The object that takes the place of one that was merged. */
  ObjectRef resolved(ObjectRef object) {
    return object.kind() == ObjectKind.INCIDENT
        ? ObjectRef.incident(survivors.getOrDefault(object.id(), object.id()))
        : object;
  }

  /** The same for one that may not be made yet. */
  MadeEntry.Slot resolved(MadeEntry.Slot slot) {
    return slot.filled() && survivors.containsKey(slot.object().id())
        ? MadeEntry.Slot.of(resolved(slot.object()))
        : slot;
  }

  private @Nullable Incident there(long number) {
    Incident incident = incidents.get(survivors.getOrDefault(number, number));
    return incident == null || incident.deleted() ? null : incident;
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

  /** The number of the incident that takes more events in place of this one; 0 for none. */
  long taker(long number) {
    Incident incident = there(number);
    return incident == null ? 0 : incident.number();
  }

  /** As {@link #taker}, if it is open. */
  long openTaker(long number) {
    Incident incident = there(number);
    return incident == null || incident.closed() ? 0 : incident.number();
  }

  /** The incident that a target names; null when there is none. */
  MadeEntry.@Nullable Slot find(EventWork work, Effect.Target target) {
    return switch (target) {
      case Effect.Target.IncidentNumber number -> {
        Incident incident = there(number.number());
        yield incident == null ? null : MadeEntry.Slot.of(incident.ref());
      }
      case Effect.Target.EventKey key -> {
        KeyHash hash = KeyHash.of(CleanText.text(key.key()));
        MadeEntry.Slot slot = made.get(new Made(work.batch.batch().daemon(), hash));
        boolean gone = slot != null && slot.filled() && there(slot.object().id()) == null;
        yield slot == null || gone ? null : resolved(slot);
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
