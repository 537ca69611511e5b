package org.tomte.engine.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.observe.Counters;

/**
 * One try to commit batches in one transaction. Rows are locked in a fixed order: lanes, runs,
 * keys, correlations, incidents, tasks, label counters, triage events, indicators; within each by
 * name.
 */
final class Attempt {
  private final CommitContext context;
  private final UUID id;
  private final Instant now;

  /** The outcomes in the order of the batches; complete when the work in the transaction ended. */
  private List<BatchOutcome> outcomes = List.of();

  Attempt(CommitContext context, UUID id, Instant now) {
    this.context = context;
    this.id = id;
    this.now = now;
  }

  UUID id() {
    return id;
  }

  List<BatchOutcome> outcomes() {
    return outcomes;
  }

  /** Ends an attempt: an earlier one, whose outcome was unknown, stands. */
  static final class EarlierStands extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UUID earlier;

    EarlierStands(UUID earlier) {
      super("attempt " + earlier + " stands", null, false, false);
      this.earlier = earlier;
    }

    UUID earlier() {
      return earlier;
    }
  }

  /**
   * Does the work; whoever opened the transaction ends it.
   *
   * @param earlier attempts at the same batches of which nobody knows whether they stand
   */
  List<BatchOutcome> run(
      CommitTransaction transaction, List<PreparedBatch> batches, Collection<UUID> earlier) {
    Map<Integer, BatchOutcome> ended = new HashMap<>();
    List<PreparedBatch> live = standing(transaction, batches, earlier, ended);
    List<EventWork> works = new ArrayList<>();
    for (PreparedBatch batch : live) {
      batch.events().forEach(event -> works.add(new EventWork(batch, event)));
    }
    KeyClaim keys = new KeyClaim(transaction, now);
    keys.claim(works);
    Rendering rendering = Rendering.start(context.archive(), works);
    work(transaction, keys, works);
    refuseFailedPages(live, works);
    rendering.await();
    Writing writing = new Writing(context, transaction, now);
    Map<Integer, Counters> counters = writing.write(live, works, keys);
    transaction.stamp(live.stream().map(PreparedBatch::lane).sorted().toList(), id);
    int from = 0;
    for (PreparedBatch batch : live) {
      // They stand batch by batch; to search them for each of hundreds of batches would be dear.
      int until = from + batch.events().size();
      List<EventOutcome> events =
          works.subList(from, until).stream().map(EventWork::result).toList();
      from = until;
      Counters counted = counters.getOrDefault(batch.index(), Counters.ZERO);
      ended.put(batch.index(), new BatchOutcome.Committed(events, counted));
    }
    outcomes = batches.stream().map(batch -> outcome(ended, batch)).toList();
    return outcomes;
  }

  private static BatchOutcome outcome(Map<Integer, BatchOutcome> ended, PreparedBatch batch) {
    BatchOutcome outcome = ended.get(batch.index());
    if (outcome == null) {
      throw new IllegalStateException("a batch was left without an outcome");
    }
    return outcome;
  }

  /** Locks lanes and claims runs; batches that may not commit get their outcome. */
  private List<PreparedBatch> standing(
      CommitTransaction transaction,
      List<PreparedBatch> batches,
      Collection<UUID> earlier,
      Map<Integer, BatchOutcome> ended) {
    Map<LaneName, LaneRow> lanes = new HashMap<>();
    List<LaneName> names = batches.stream().map(PreparedBatch::lane).sorted().toList();
    for (LaneRow row : transaction.lockLanes(names)) {
      lanes.put(row.name(), row);
      UUID last = row.lastCommit();
      if (last != null && earlier.contains(last)) {
        throw new EarlierStands(last);
      }
    }
    List<PreparedBatch> live = new ArrayList<>();
    for (PreparedBatch batch : batches) {
      LaneRow row = lanes.get(batch.lane());
      if (row == null || row.epoch() != batch.batch().epoch()) {
        ended.put(batch.index(), new BatchOutcome.Stale(row == null ? 0 : row.epoch()));
      } else {
        live.add(batch);
      }
    }
    return withRuns(transaction, live, ended);
  }

  private List<PreparedBatch> withRuns(
      CommitTransaction transaction,
      List<PreparedBatch> batches,
      Map<Integer, BatchOutcome> ended) {
    if (batches.isEmpty()) {
      return batches;
    }
    TreeMap<LaneName, RunRow> runs = new TreeMap<>();
    for (PreparedBatch batch : batches) {
      runs.put(batch.lane(), new RunRow(batch.lane(), batch.batch().epoch(), batch.batch().run()));
    }
    Map<LaneName, RunRef> holders = transaction.claimRuns(List.copyOf(runs.values()));
    List<PreparedBatch> live = new ArrayList<>();
    for (PreparedBatch batch : batches) {
      RunRef holder = holders.get(batch.lane());
      if (holder == null) {
        live.add(batch);
      } else {
        ended.put(
            batch.index(),
            new BatchOutcome.AlreadyRun(holder.planned(), holder.started(), holder.node()));
      }
    }
    return live;
  }

  /** Works on the first event of each key, then on the second, and so on. */
  private void work(CommitTransaction transaction, KeyClaim keys, List<EventWork> works) {
    Set<EventWork> waiting = new HashSet<>(keys.repeated());
    List<EventWork> round = new ArrayList<>();
    for (EventWork work : works) {
      if (work.outcome == null && !waiting.contains(work)) {
        round.add(work);
      }
    }
    workOn(transaction, round);
    List<EventWork> left = keys.repeated();
    Map<KeyName, EventWork> latest = new HashMap<>();
    while (!left.isEmpty()) {
      round = new ArrayList<>();
      List<EventWork> later = new ArrayList<>();
      Set<KeyName> taken = new HashSet<>();
      for (EventWork work : left) {
        if (!taken.add(work.event.name())) {
          later.add(work);
          continue;
        }
        EventWork before = latest.getOrDefault(work.event.name(), keys.holder(work.event.name()));
        KeyClaim.meet(work, keys.current(before));
        latest.put(work.event.name(), work);
        if (work.outcome == null) {
          round.add(work);
        }
      }
      workOn(transaction, round);
      left = later;
    }
  }

  private void workOn(CommitTransaction transaction, List<EventWork> round) {
    List<EventWork> acting = new ArrayList<>();
    for (EventWork work : round) {
      EventOutcome without = withoutEffects(transaction, work);
      if (without == null) {
        acting.add(work);
      } else {
        work.outcome = without;
      }
    }
    if (!acting.isEmpty()) {
      new Effects(context, transaction, now).run(acting);
    }
  }

  private static @Nullable EventOutcome withoutEffects(
      CommitTransaction transaction, EventWork work) {
    Decision.Failure failure = work.event.failure();
    if (failure != null) {
      long entry = transaction.takeIds(1);
      return new EventOutcome.Quarantined(
          entry, failure.stage(), PreparedEvent.shortened(failure.reason()));
    }
    if (work.event.judged().key() == KeyUse.ONLY) {
      return new EventOutcome.LeftOut();
    }
    if (!work.event.effects().isEmpty()) {
      return null;
    }
    return nothingMade(work);
  }

  /** The outcome of an event without effects. */
  static EventOutcome nothingMade(EventWork work) {
    return work.decision().matched()
        ? new EventOutcome.Discarded(discardReason(work.decision()))
        : new EventOutcome.Unmatched();
  }

  private static String discardReason(Decision decision) {
    return decision.effects().stream()
        .map(planned -> planned.effect() instanceof Effect.Discard discard ? discard.reason() : "")
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElse("no reason was given");
  }

  private static void refuseFailedPages(List<PreparedBatch> live, List<EventWork> works) {
    for (PreparedBatch batch : live) {
      int size = batch.batch().events().size();
      if (size < FailedPage.SMALLEST) {
        continue;
      }
      Map<String, List<EventOutcome.Quarantined>> byStage = new TreeMap<>();
      for (EventWork work : works) {
        if (work.of(batch) && work.outcome instanceof EventOutcome.Quarantined failed) {
          byStage.computeIfAbsent(failed.stage(), _ -> new ArrayList<>()).add(failed);
        }
      }
      byStage.forEach((stage, failed) -> refuse(batch, size, stage, failed));
    }
  }

  private static void refuse(
      PreparedBatch batch, int size, String stage, List<EventOutcome.Quarantined> failed) {
    if (failed.size() * 2 > size) {
      throw new FailedPage(
          batch.index(),
          "%d of %d events failed in the stage %s, so the fault is not theirs; nothing was written. The first: %s"
              .formatted(failed.size(), size, stage, failed.getFirst().reason()));
    }
  }
}
