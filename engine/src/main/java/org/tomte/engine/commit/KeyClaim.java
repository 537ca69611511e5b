package org.tomte.engine.commit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.decision.PlannedEffect;

/** Finds out which events are new, by inserting their keys, and which are newer than known. */
final class KeyClaim {
  private static final int LARGE = 256;
  private static final int SAMPLE = 16;

  private final CommitTransaction transaction;
  private final LocalDate day;
  private final Map<KeyName, EventWork> first = new LinkedHashMap<>();
  private final List<EventWork> repeated = new ArrayList<>();

  KeyClaim(CommitTransaction transaction, Instant now) {
    this.transaction = transaction;
    this.day = now.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Events whose key came before in the same attempt, in order. */
  List<EventWork> repeated() {
    return repeated;
  }

  /** The event that holds a key in this attempt. */
  EventWork holder(KeyName name) {
    EventWork holder = first.get(name);
    if (holder == null) {
      throw new IllegalStateException("no event of this attempt has the key " + name);
    }
    return holder;
  }

  /** Marks each event as inserted, known or newer than known. */
  void claim(List<EventWork> works) {
    for (EventWork work : works) {
      if (!work.event.keyed(work.batch.batch().mode())) {
        continue;
      }
      if (first.putIfAbsent(work.event.name(), work) != null) {
        repeated.add(work);
      }
    }
    if (first.isEmpty()) {
      return;
    }
    List<KeyName> names = first.keySet().stream().sorted().toList();
    Map<KeyName, KeyRow> seen = seenBefore(names);
    List<KeyName> missing =
        seen.isEmpty() ? names : names.stream().filter(name -> !seen.containsKey(name)).toList();
    List<KeyName> conflicting = missing.isEmpty() ? List.of() : insert(missing);
    if (!conflicting.isEmpty()) {
      seen.putAll(transaction.findKeys(conflicting));
    }
    lockNewer(names, seen);
    for (KeyName name : names) {
      EventWork work = holder(name);
      if (work.inserted == null) {
        meet(work, present(seen.get(name)));
      }
    }
  }

  /**
   * A page that is read again, after a crash for example, is known as a whole: asking for a few of
   * its keys tells, and asking for all is then much cheaper than trying to insert them.
   */
  private Map<KeyName, KeyRow> seenBefore(List<KeyName> names) {
    if (names.size() < LARGE) {
      return new HashMap<>();
    }
    int step = names.size() / SAMPLE;
    List<KeyName> sample =
        IntStream.range(0, SAMPLE).mapToObj(each -> names.get(each * step)).toList();
    boolean known = transaction.findKeys(sample).size() > SAMPLE / 2;
    return known ? new HashMap<>(transaction.findKeys(names)) : new HashMap<>();
  }

  /** Inserts keys; gives those that are there already. */
  private List<KeyName> insert(List<KeyName> names) {
    Set<KeyName> wanted = Set.copyOf(names);
    reserve(first.values().stream().filter(work -> wanted.contains(work.event.name())).toList());
    List<KeyRow> rows = names.stream().map(name -> row(holder(name))).toList();
    Set<KeyName> inserted = transaction.insertKeys(rows);
    for (KeyRow row : rows) {
      if (inserted.contains(row.name())) {
        holder(row.name()).inserted = row;
      }
    }
    return inserted.size() == rows.size()
        ? List.of()
        : names.stream().filter(name -> !inserted.contains(name)).toList();
  }

  /** Takes ids before it is known who needs them: one statement instead of one more update. */
  private void reserve(Collection<EventWork> works) {
    long nextKept = transaction.takeIds(works.size());
    int triage = 0;
    for (EventWork work : works) {
      if (work.event.failure() == null
          && !work.event.effects().isEmpty()
          && work.batch.batch().keep().matched().isPositive()) {
        work.kept = new KeptPlace(day, nextKept);
      }
      nextKept++;
      triage += triageEvents(work);
    }
    if (triage == 0) {
      return;
    }
    List<Long> ids = transaction.casework().triageEvents().takeIds(triage);
    int at = 0;
    for (EventWork work : works) {
      int count = triageEvents(work);
      work.triageIds = ids.subList(at, at + count);
      at += count;
    }
  }

  private static int triageEvents(EventWork work) {
    return work.live() && work.event.simple() ? work.event.effects().size() : 0;
  }

  private KeyRow row(EventWork work) {
    List<MadeEffects.Made> made = new ArrayList<>();
    for (int i = 0; i < work.triageIds.size(); i++) {
      PlannedEffect planned = work.event.effects().get(i);
      made.add(
          new MadeEffects.Made(
              planned.rule(),
              planned.action(),
              ObjectRef.triageEvent(work.triageIds.get(i)),
              false));
    }
    return new KeyRow(
        work.event.name(),
        state(work, work.event.failure() != null),
        work.event.version(),
        new MadeEffects(made).json(),
        work.kept,
        until(work));
  }

  private static KeyRow.State state(EventWork work, boolean failed) {
    if (failed) {
      return KeyRow.State.QUARANTINED;
    }
    return work.event.judged().key() == KeyUse.ONLY ? KeyRow.State.LEFT_OUT : KeyRow.State.DONE;
  }

  private LocalDate until(EventWork work) {
    return day.plusDays(work.batch.batch().keep().keys().toDays() + 1);
  }

  /** Locks the keys of events that are newer than known, and reads them again. */
  private void lockNewer(List<KeyName> names, Map<KeyName, KeyRow> seen) {
    if (seen.isEmpty()) {
      return;
    }
    List<KeyName> newer =
        names.stream().filter(name -> isNewer(seen.get(name), holder(name))).toList();
    if (!newer.isEmpty()) {
      Map<KeyName, KeyRow> locked = transaction.lockKeys(newer);
      newer.forEach(seen::remove);
      seen.putAll(locked);
    }
  }

  private static KeyRow present(@Nullable KeyRow row) {
    if (row == null) {
      throw new StoreFault(
          StoreFault.Kind.CONFLICT, "A key was forgotten while it was looked at.", null);
    }
    return row;
  }

  private static boolean isNewer(@Nullable KeyRow row, EventWork work) {
    return row != null && Versions.newer(row.version(), work.event.version());
  }

  /** Says what a stored key means for an event. */
  static void meet(EventWork work, KeyRow row) {
    MadeEffects made = MadeEffects.read(row.made());
    work.resume(row, made);
    if (!isNewer(row, work)) {
      work.outcome = new EventOutcome.Known(made.objects());
    }
  }

  /** The key as it stands after an event of this attempt, before it is written. */
  KeyRow current(EventWork work) {
    KeyRow known = work.known;
    return known != null && work.result() instanceof EventOutcome.Known ? known : after(work);
  }

  /** The key as it is to be stored after the event was worked on. */
  KeyRow after(EventWork work) {
    KeyRow before = work.known;
    boolean keptNow = work.kept != null && !(work.result() instanceof EventOutcome.Known);
    return new KeyRow(
        work.event.name(),
        state(work, work.result() instanceof EventOutcome.Quarantined),
        work.event.version(),
        work.madeEffects().json(),
        keptNow || before == null ? work.kept : before.kept(),
        until(work));
  }
}
