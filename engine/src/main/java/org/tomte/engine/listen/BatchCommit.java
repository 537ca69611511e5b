package org.tomte.engine.listen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.FaultKind;
import org.tomte.api.listen.Receipt;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.RunServices;

/**
 * Commits batches of one start until they stand. Those whose sender waits are not tried again: the
 * sender is told and repeats. The others have nowhere else to be, so they wait here, and senders
 * feel it.
 */
final class BatchCommit {
  private static final Logger log = LoggerFactory.getLogger(BatchCommit.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int ALARM_AFTER = 3;

  private final ListeningDaemon daemon;
  private final RunServices services;
  private final Intake intake;
  private final ArrivalJudging judging;
  private final Lane lane;
  private final AlarmCause cause;
  private Counters counted = Counters.ZERO;
  private volatile @Nullable String trouble;

  /**
   * Whose commits these are.
   *
   * @param name the lane: this node
   * @param epoch the lane's epoch
   * @param run this start
   */
  record Lane(String name, long epoch, RunRef run) {}

  BatchCommit(
      ListeningDaemon daemon,
      RunServices services,
      Intake intake,
      ArrivalJudging judging,
      Lane lane) {
    this.daemon = daemon;
    this.services = services;
    this.intake = intake;
    this.judging = judging;
    this.lane = lane;
    this.cause = AlarmCause.daemon(daemon.name(), "commit");
  }

  Lane lane() {
    return lane;
  }

  /** What was committed since the start. */
  synchronized Counters counted() {
    return counted;
  }

  /** Why batches cannot be committed now; null when they can. */
  @Nullable String trouble() {
    return trouble;
  }

  /**
   * Commits a batch, and tries again until it stands.
   *
   * @param pausing called before each pause
   * @param trying called after each pause
   * @return how the start ends; null when it goes on
   */
  @Nullable RunResult commit(List<Waiting> batch, Runnable pausing, Runnable trying)
      throws InterruptedException {
    List<Waiting> left = batch;
    Duration pause = FIRST_PAUSE;
    int tries = 0;
    while (!left.isEmpty()) {
      left = judgedHere(left);
      BatchOutcome outcome;
      try {
        outcome = services.gate().commit(batch(left));
      } catch (InterruptedException stopped) {
        intake.back(left);
        throw stopped;
      }
      switch (outcome) {
        case BatchOutcome.Committed committed -> {
          settle(left, committed);
          return null;
        }
        case BatchOutcome.Stale stale -> {
          intake.back(left);
          return RunResult.superseded(
              counted(), "The daemon was changed or taken over in epoch " + stale.current() + ".");
        }
        case BatchOutcome.AlreadyRun run -> {
          intake.back(left);
          return RunResult.superseded(counted(), "Node " + run.node() + " has this start.");
        }
        case BatchOutcome.Refused refused -> {
          left = withoutTickets(left, refused.words());
          tries++;
          refused(refused, tries);
          pausing.run();
          if (!left.isEmpty() && !intake.pause(pause)) {
            intake.back(left);
            return RunResult.failed(counted(), refused.kind(), refused.words(), null);
          }
          trying.run();
          pause = longer(pause);
        }
      }
    }
    return null;
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** What waited while the daemon was edited is judged by the rules of now. */
  private List<Waiting> judgedHere(List<Waiting> waiting) {
    return waiting.stream()
        .map(each -> each.by().equals(judging) ? each : judging.again(each))
        .toList();
  }

  private Batch batch(List<Waiting> waiting) {
    return new Batch(
        daemon.id(),
        lane.name(),
        lane.epoch(),
        lane.run(),
        daemon.handling().mode(),
        waiting.stream().map(Waiting::judged).toList(),
        List.of(),
        new Counters.Counting().count(Stage.READ, waiting.size()).done(),
        daemon.handling().keep());
  }

  private void settle(List<Waiting> waiting, BatchOutcome.Committed committed) {
    synchronized (this) {
      counted = counted.plus(committed.counters());
    }
    intake.done(waiting);
    intake.committed(committed.counters());
    if (trouble != null) {
      trouble = null;
      services.alarms().end(cause);
    }
    for (int i = 0; i < waiting.size(); i++) {
      Ticket ticket = waiting.get(i).ticket();
      if (ticket != null) {
        String key = waiting.get(i).judged().item().key();
        ticket.committed(waiting.get(i).index(), taken(key, committed.events().get(i)));
      }
    }
  }

  private static Receipt.Taken taken(String key, EventOutcome outcome) {
    return switch (outcome) {
      case EventOutcome.Created created ->
          new Receipt.Taken(key, Receipt.Outcome.STORED, words(created.objects()));
      case EventOutcome.Merged merged ->
          new Receipt.Taken(key, Receipt.Outcome.STORED, words(merged.objects()));
      case EventOutcome.Known known ->
          new Receipt.Taken(key, Receipt.Outcome.KNOWN, words(known.objects()));
      case EventOutcome.Suppressed _, EventOutcome.Observed _ ->
          new Receipt.Taken(key, Receipt.Outcome.STORED, List.of());
      case EventOutcome.LeftOut _, EventOutcome.Discarded _, EventOutcome.Unmatched _ ->
          new Receipt.Taken(key, Receipt.Outcome.DISCARDED, List.of());
      case EventOutcome.Quarantined failed ->
          new Receipt.Taken(
              key, Receipt.Outcome.QUARANTINED, List.of("quarantine " + failed.entry()));
    };
  }

  private static List<String> words(List<ObjectRef> objects) {
    return objects.stream().map(ObjectRef::toString).toList();
  }

  private List<Waiting> withoutTickets(List<Waiting> waiting, String words) {
    List<Waiting> left = new ArrayList<>();
    List<Waiting> told = new ArrayList<>();
    for (Waiting each : waiting) {
      Ticket ticket = each.ticket();
      if (ticket == null) {
        left.add(each);
      } else {
        ticket.failed(words);
        told.add(each);
      }
    }
    intake.done(told);
    return left;
  }

  private void refused(BatchOutcome.Refused refused, int tries) {
    trouble = refused.words();
    boolean soon = refused.kind() != FaultKind.UNAVAILABLE || tries >= ALARM_AFTER;
    if (!soon) {
      return;
    }
    log.warn("What {} received cannot be committed: {}", daemon.name(), refused.words());
    try {
      services.alarms().raise(cause, daemon.about().owner(), refused.words(), daemon.name());
    } catch (StoreFault away) {
      log.debug("The alarm waits for the database, too", away);
    }
  }
}
