package org.tomte.engine.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tomte.api.Acknowledgement;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.DecisionJson;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.quarantine.QuarantineStore;

/** Writes what one attempt decided, with one statement per table. */
final class Writing {
  private static final Duration QUARANTINE_KEPT = Duration.ofDays(365);

  private final CommitContext context;
  private final CommitTransaction transaction;
  private final Instant now;
  private final LocalDate day;

  Writing(CommitContext context, CommitTransaction transaction, Instant now) {
    this.context = context;
    this.transaction = transaction;
    this.now = now;
    this.day = now.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Writes all; gives what was counted by batch. */
  Map<Integer, Counters> write(List<PreparedBatch> live, List<EventWork> works, KeyClaim keys) {
    writeKeys(works, keys);
    writeKept(works);
    new BlockWriting(context, transaction, now).write(works);
    writeQuarantine(works);
    writeAcknowledgements(works);
    Map<Integer, Counters> counters = count(live, works);
    writeRollups(live, counters);
    writePointers(live);
    return counters;
  }

  /** Writes what is kept of one event and what its source is told. */
  void writeEvent(EventWork work) {
    writeKept(List.of(work));
    new BlockWriting(context, transaction, now).write(List.of(work));
    writeAcknowledgements(List.of(work));
  }

  private void writeKeys(List<EventWork> works, KeyClaim keys) {
    Map<KeyName, KeyRow> changed = new TreeMap<>();
    Set<KeyName> superseded = new LinkedHashSet<>();
    for (EventWork work : works) {
      KeyRow known = work.known;
      if (known == null && work.inserted == null) {
        continue;
      }
      boolean unchanged =
          known == null
              ? work.insertedForGood()
              : !Versions.newer(known.version(), work.event.version());
      if (unchanged) {
        continue;
      }
      KeyRow after = keys.after(work);
      if (!after.equals(work.inserted)) {
        changed.put(after.name(), after);
      }
      if (known != null && known.state() == KeyRow.State.QUARANTINED) {
        superseded.add(known.name());
      }
    }
    if (!changed.isEmpty()) {
      transaction.updateKeys(List.copyOf(changed.values()));
    }
    if (!superseded.isEmpty()) {
      transaction.supersedeQuarantine(
          superseded,
          new QuarantineStore.Closing("tomte", "a newer version of the event came", now));
    }
  }

  private void writeKept(List<EventWork> works) {
    List<KeptRow> rows = new ArrayList<>();
    List<EventWork> observed = new ArrayList<>();
    for (EventWork work : works) {
      switch (work.result()) {
        case EventOutcome.Created _, EventOutcome.Merged _, EventOutcome.Suppressed _ -> {
          KeptPlace place = work.kept;
          if (place != null) {
            rows.add(row(work, place, false));
          }
        }
        case EventOutcome.Observed _ -> observed.add(work);
        case EventOutcome.Known _,
            EventOutcome.LeftOut _,
            EventOutcome.Discarded _,
            EventOutcome.Unmatched _,
            EventOutcome.Quarantined _ -> {}
      }
    }
    observed.removeIf(work -> !work.batch.batch().keep().matched().isPositive());
    if (!observed.isEmpty()) {
      long next = transaction.takeIds(observed.size());
      for (EventWork work : observed) {
        rows.add(row(work, new KeptPlace(day, next), true));
        next++;
      }
    }
    if (!rows.isEmpty()) {
      transaction.keep(rows);
    }
  }

  private KeptRow row(EventWork work, KeptPlace place, boolean rendered) {
    KeyRow known = work.known;
    Duration kept = work.batch.batch().keep().matched();
    return new KeptRow(
        place,
        known == null ? null : known.kept(),
        work.batch.batch().daemon(),
        work.event.name(),
        now,
        lastDay(day, kept),
        decision(work, rendered),
        work.event.archived(context.archive()));
  }

  private static String decision(EventWork work, boolean rendered) {
    String known = work.decisionJson;
    if (known != null) {
      return known;
    }
    MadeEffects made = work.madeEffects();
    return DecisionJson.write(
        work.decision(), made.entries().isEmpty() ? null : made.json(), rendered);
  }

  /** The day from which something kept for a span may be removed. */
  static LocalDate lastDay(LocalDate day, Duration kept) {
    return day.plusDays(kept.toDays() + 1);
  }

  private void writeQuarantine(List<EventWork> works) {
    List<QuarantineRow> rows = new ArrayList<>();
    for (EventWork work : works) {
      if (work.result() instanceof EventOutcome.Quarantined failed) {
        rows.add(
            new QuarantineRow(
                failed.entry(),
                work.batch.batch().daemon(),
                work.event.name(),
                failed.stage(),
                failed.reason(),
                work.decision().instant(),
                now,
                lastDay(day, QUARANTINE_KEPT),
                work.event.judged().depth(),
                DecisionJson.write(work.decision(), null, true),
                work.event.archived(context.archive())));
      }
    }
    if (!rows.isEmpty()) {
      transaction.quarantine(rows);
    }
  }

  private void writeAcknowledgements(List<EventWork> works) {
    Map<List<Object>, AcknowledgementRow> rows = new LinkedHashMap<>();
    for (EventWork work : works) {
      KeyRow.State state = acknowledged(work);
      if (state == KeyRow.State.LEFT_OUT) {
        continue;
      }
      boolean waits = state == KeyRow.State.QUARANTINED;
      Acknowledgements wanted = work.event.judged().acknowledgements();
      for (Acknowledgements.Step step : waits ? wanted.quarantined() : wanted.done()) {
        rows.put(
            List.of(work.event.name(), step.verb()),
            new AcknowledgementRow(
                work.event.name(),
                new Acknowledgement(work.event.key(), step.verb(), step.argument()),
                now));
      }
    }
    if (!rows.isEmpty()) {
      transaction.acknowledge(List.copyOf(rows.values()));
    }
  }

  /** What the source is told of: that it is done, waits, or has nothing to do with the daemon. */
  private static KeyRow.State acknowledged(EventWork work) {
    KeyRow known = work.known;
    return switch (work.result()) {
      case EventOutcome.Quarantined _ -> KeyRow.State.QUARANTINED;
      case EventOutcome.LeftOut _ -> KeyRow.State.LEFT_OUT;
      case EventOutcome.Known _ -> known == null ? KeyRow.State.DONE : known.state();
      case EventOutcome.Created _,
          EventOutcome.Merged _,
          EventOutcome.Discarded _,
          EventOutcome.Unmatched _,
          EventOutcome.Suppressed _,
          EventOutcome.Observed _ ->
          KeyRow.State.DONE;
    };
  }

  private static Map<Integer, Counters> count(List<PreparedBatch> live, List<EventWork> works) {
    Map<Integer, OutcomeCounting> counting = new HashMap<>();
    live.forEach(
        batch -> counting.put(batch.index(), new OutcomeCounting(batch.batch().counters())));
    for (EventWork work : works) {
      OutcomeCounting batch = counting.get(work.batch.index());
      if (batch != null) {
        batch.count(work);
      }
    }
    Map<Integer, Counters> counters = new HashMap<>();
    counting.forEach((index, batch) -> counters.put(index, batch.done()));
    return counters;
  }

  private void writeRollups(List<PreparedBatch> live, Map<Integer, Counters> counters) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    TreeMap<DaemonId, Counters> byDaemon = new TreeMap<>();
    for (PreparedBatch batch : live) {
      Counters counted = counters.getOrDefault(batch.index(), Counters.ZERO);
      byDaemon.merge(batch.batch().daemon(), counted, Counters::plus);
    }
    List<RollupRow> rows = new ArrayList<>();
    byDaemon.forEach((daemon, counted) -> {
      if (!counted.isZero()) {
        rows.add(new RollupRow(daemon, minute, counted));
      }
    });
    if (!rows.isEmpty()) {
      transaction.count(rows);
    }
  }

  private void writePointers(List<PreparedBatch> live) {
    TreeMap<Integer, PointerRow> rows = new TreeMap<>();
    for (PreparedBatch batch : live) {
      for (PointerMove move : batch.batch().pointers()) {
        int stream = batch.stream(move.stream());
        rows.put(stream, new PointerRow(stream, move, now));
      }
    }
    if (!rows.isEmpty()) {
      transaction.movePointers(List.copyOf(rows.values()));
    }
  }
}
