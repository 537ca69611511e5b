package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;
import org.tomte.engine.commit.RunRef.Cause;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;
import org.tomte.engine.schedule.RunPlan;

/**
 * One daemon on this node: what is planned, what runs, what waits. All methods are quick and hold
 * the slot's own lock; the work itself is done by {@link Launcher} on another thread.
 */
final class Slot {

  /** Starts what a slot decided to start. */
  interface Launcher {

    /** Starts the run on a thread of its own. */
    void launch(Slot slot, RunOrder order, RunControl control, @Nullable Ending ending);

    /** Wakes the slot at the instant; null for never. */
    void wakeAt(Slot slot, @Nullable Instant instant);

    /** Says that instants were left out. */
    void skipped(Slot slot, long instants, String reason);
  }

  /** Hears of the end of a run that somebody waits for. */
  record Ending(CompletableFuture<RunResult> result) {}

  private final Member member;
  private final Launcher launcher;
  private final Deque<Instant> pile = new ArrayDeque<>();
  private boolean enabled;
  private long epoch;
  private Instant considered;

  /** The first planned instant after those that were considered; null when there is none. */
  private @Nullable Instant upcoming;

  private @Nullable RunControl running;
  private @Nullable Instant runningPlanned;
  private @Nullable Instant waiting;
  private @Nullable Instant notBefore;
  private boolean retryWanted;
  private boolean gone;
  private boolean newsWaits;
  private @Nullable Instant pausedUntil;
  private @Nullable Instant interrupted;
  private @Nullable Instant resumed;
  private @Nullable Thread lookout;
  private int faults;
  private long skipped;
  private @Nullable RunResult last;
  private @Nullable Instant lastStarted;
  private @Nullable Instant lastEvent;
  private final Instant since;

  Slot(MemberSource.Loaded loaded, Instant settledUntil, Launcher launcher, Instant now) {
    this.member = loaded.member();
    this.launcher = launcher;
    this.enabled = loaded.enabled();
    this.epoch = loaded.epoch();
    this.considered = settledUntil;
    this.upcoming = upcoming();
    this.lastEvent = loaded.lastEvent().get();
    this.since = now;
  }

  Member member() {
    return member;
  }

  synchronized long epoch() {
    return epoch;
  }

  synchronized boolean enabled() {
    return enabled;
  }

  /** Sets the timer for the first time. */
  synchronized void begin() {
    arm();
  }

  /** The timer has come. */
  synchronized void due(Instant now) {
    if (gone || !enabled || member.timetable() == null) {
      return;
    }
    if (pausedUntil != null) {
      arm();
      return;
    }
    if (notBefore != null && now.isBefore(notBefore)) {
      arm();
      return;
    }
    if (!pile.isEmpty()) {
      // The pile is worked off before more is planned, so it cannot grow without bound.
      if (running == null) {
        launch(RunOrder.planned(epoch, pile.remove(), Cause.SCHEDULE), now, null);
      }
      arm();
      return;
    }
    RunPlan plan = member.missed().plan(member.timetable(), considered, now);
    considered = plan.settledUntil();
    countSkipped(plan.skipped(), "missed");
    if (plan.run().isEmpty() && retryWanted && running == null) {
      launch(RunOrder.planned(epoch, now, Cause.RETRY), now, null);
    }
    plan.run().forEach(planned -> offer(planned, now));
    arm();
  }

  /**
   * Follows a pause of its connection: nothing begins and what runs is stopped, until it ends; then
   * the rule for missed runs says what becomes of the instants in between.
   *
   * @param until when the pause that holds now ends; null when none holds
   * @return whether a pause has ended
   */
  synchronized boolean follow(@Nullable Instant until, Instant now) {
    if (gone || Objects.equals(until, pausedUntil)) {
      return false;
    }
    boolean before = pausedUntil != null;
    pausedUntil = until;
    if (until == null) {
      resumed = now;
      notBefore = null;
      due(now);
      return true;
    }
    if (!before) {
      stopForPause();
    }
    arm();
    return false;
  }

  private void stopForPause() {
    if (lookout != null) {
      lookout.interrupt();
      lookout = null;
    }
    retryWanted |= waiting != null || running != null;
    waiting = null;
    newsWaits = false;
    if (running != null) {
      running.stop("its connection is paused");
    }
  }

  /** Whether its connection is paused. */
  synchronized boolean isPaused() {
    return pausedUntil != null;
  }

  /** The source may have something new: a run begins now, or after the one that goes on. */
  synchronized void news(Instant now) {
    boolean waits = pausedUntil != null || (notBefore != null && now.isBefore(notBefore));
    if (gone || !enabled || waits || isAsleep(now)) {
      return;
    }
    if (running != null || !pile.isEmpty()) {
      newsWaits = true;
      return;
    }
    launch(RunOrder.planned(epoch, now, Cause.CONTINUOUS), now, null);
  }

  private boolean isAsleep(Instant now) {
    return member.timetable() == null || member.timetable().activeEntry(now).isEmpty();
  }

  /** Waits for news until the slot is retired. */
  synchronized void listen(InstantSource clock) {
    if (enabled && !gone && member.timetable() != null && pausedUntil == null) {
      lookout = Lookout.start(this, clock);
    }
  }

  private void offer(Instant planned, Instant now) {
    if (member.missed() == MissedRuns.ALL && (running != null || !pile.isEmpty())) {
      pile.add(planned);
      return;
    }
    switch (member.overlap().decide(running != null, waiting)) {
      case Overlap.Start _ -> launch(RunOrder.planned(epoch, planned, Cause.SCHEDULE), now, null);
      case Overlap.Skip _ -> countSkipped(1, "still running");
      case Overlap.Wait wait -> {
        wait.replaced().ifPresent(_ -> countSkipped(1, "another instant waits"));
        waiting = planned;
      }
      case Overlap.CancelThenStart cancel -> {
        cancel.replaced().ifPresent(_ -> countSkipped(1, "another instant waits"));
        waiting = planned;
        if (running != null) {
          running.stop("the next run is due");
        }
      }
    }
  }

  private void countSkipped(long instants, String reason) {
    if (instants > 0) {
      skipped += instants;
      launcher.skipped(this, instants, reason);
    }
  }

  private void launch(RunOrder order, Instant now, @Nullable Ending ending) {
    RunControl control = new RunControl(now, now.plus(member.deadline()));
    running = control;
    runningPlanned = order.planned();
    retryWanted = false;
    newsWaits = false;
    interrupted = null;
    launcher.launch(this, order, control, ending);
  }

  /** A person starts it, also when it is disabled; null when a run goes on or it is paused. */
  synchronized @Nullable CompletableFuture<RunResult> startByHand(
      Instant now, @Nullable Instant judgeAt, boolean movePointer) {
    if (gone || running != null || pausedUntil != null) {
      return null;
    }
    Ending ending = new Ending(new CompletableFuture<>());
    launch(new RunOrder(epoch, now, Cause.MANUAL, judgeAt, movePointer), now, ending);
    return ending.result();
  }

  /** A run ended. An ending that comes after the slot gave the run up changes nothing. */
  synchronized void ended(RunControl control, RunResult result, Instant now) {
    if (!isRunning(control)) {
      return;
    }
    Instant planned = runningPlanned;
    running = null;
    runningPlanned = null;
    last = result;
    lastStarted = control.started();
    if (result.counters().of(org.tomte.engine.observe.Stage.NEW) > 0) {
      lastEvent = now;
    }
    weigh(result, now);
    if (pausedUntil != null) {
      keep(planned, result);
    } else if (!gone && enabled) {
      goOn(result, now);
    }
    arm();
  }

  /** What a pause stopped is done after it. */
  private void keep(@Nullable Instant planned, RunResult result) {
    if (result.outcome() == RunResult.Outcome.DONE || planned == null) {
      return;
    }
    retryWanted = true;
    if (member.missed() == MissedRuns.ALL) {
      pile.addFirst(planned);
    } else {
      interrupted = planned;
    }
  }

  private void weigh(RunResult result, Instant now) {
    switch (result.outcome()) {
      case DONE -> {
        faults = 0;
        notBefore = null;
      }
      case FAILED -> {
        faults++;
        FaultKind kind = result.fault() == null ? FaultKind.INTERNAL : result.fault();
        notBefore = now.plus(FaultReaction.to(kind).backOff(faults, result.retryAfter()));
        retryWanted = true;
      }
      case STOPPED, SUPERSEDED -> {}
    }
  }

  private void goOn(RunResult result, Instant now) {
    if (notBefore != null) {
      // What waited is coalesced into the try after the pause, except a pile that must all run.
      if (waiting != null) {
        countSkipped(1, "waiting after a fault");
        waiting = null;
      }
      return;
    }
    Instant next = pile.poll();
    if (next == null) {
      next = waiting;
      waiting = null;
    }
    if (next != null) {
      launch(RunOrder.planned(epoch, next, Cause.SCHEDULE), now, null);
      return;
    }
    if (newsWaits && !isAsleep(now)) {
      launch(RunOrder.planned(epoch, now, Cause.CONTINUOUS), now, null);
      return;
    }
    if (result.more() && result.outcome() == RunResult.Outcome.DONE) {
      launch(RunOrder.planned(epoch, now, Cause.SCHEDULE), now, null);
    }
  }

  private boolean isRunning(RunControl control) {
    return running != null && running.equals(control);
  }

  private @Nullable Instant upcoming() {
    return enabled && member.timetable() != null
        ? member.timetable().next(considered).orElse(null)
        : null;
  }

  /** Sets the timer to the next thing that is to happen. */
  private void arm() {
    if (gone || !enabled || member.timetable() == null) {
      launcher.wakeAt(this, null);
      return;
    }
    upcoming = upcoming();
    if (pausedUntil != null) {
      launcher.wakeAt(this, pausedUntil);
      return;
    }
    if (!pile.isEmpty()) {
      // While a run goes on its end goes on with the pile; after a fault the pause does.
      launcher.wakeAt(this, running == null ? notBefore : null);
      return;
    }
    if (notBefore == null) {
      launcher.wakeAt(this, upcoming);
      return;
    }
    boolean retryFirst = retryWanted && (upcoming == null || upcoming.isAfter(notBefore));
    boolean tooEarly = upcoming != null && upcoming.isBefore(notBefore);
    launcher.wakeAt(this, retryFirst || tooEarly ? notBefore : upcoming);
  }

  /** Gives up a run whose thread does not come back, so that the daemon lives on without it. */
  synchronized void giveUp(RunControl control, long newEpoch, Instant now) {
    if (isRunning(control)) {
      epoch = newEpoch;
      ended(
          control,
          RunResult.failed(
              org.tomte.engine.observe.Counters.ZERO,
              FaultKind.INTERNAL,
              "the run did not stop at its deadline; its last word was: " + control.progress(),
              null),
          now);
    }
  }

  synchronized void epochIs(long newEpoch) {
    epoch = newEpoch;
  }

  /** Takes the slot out of use: the daemon was edited, deleted or went to another node. */
  synchronized void retire(String reason) {
    gone = true;
    if (lookout != null) {
      lookout.interrupt();
    }
    pile.clear();
    waiting = null;
    launcher.wakeAt(this, null);
    if (running != null) {
      running.stop(reason);
    }
  }

  /** Up to where every planned instant is settled; null when the slot does not hold anyone back. */
  synchronized @Nullable Instant settledUntil(Instant now) {
    if (!enabled || member.timetable() == null) {
      return null;
    }
    Instant earliest = null;
    for (Instant open : new Instant[] {runningPlanned, pile.peek(), waiting, interrupted}) {
      if (open != null && (earliest == null || open.isBefore(earliest))) {
        earliest = open;
      }
    }
    if (earliest != null) {
      return earliest.minusMillis(1);
    }
    if (pausedUntil != null) {
      return null; // whoever takes it over asks since when it is paused
    }
    // Nothing is planned in between, so time itself may count as settled.
    boolean dueAlready = upcoming != null && !upcoming.isAfter(now);
    return dueAlready || considered.isAfter(now) ? considered : now;
  }

  /** The instant up to which its instants were looked at, for the slot that comes after it. */
  synchronized Instant considered() {
    return runningPlanned == null ? considered : runningPlanned.minusMillis(1);
  }

  synchronized @Nullable RunControl running() {
    return running;
  }

  synchronized int faults() {
    return faults;
  }

  /** How long it has been silent for, when that counts at the instant; null when it does not. */
  synchronized @Nullable Duration silentFor(Instant now) {
    Member.Silence silence = member.silence();
    if (silence == null || !enabled || pausedUntil != null || !silence.during().isOpen(now)) {
      return null;
    }
    Instant last = lastEvent == null ? since : lastEvent;
    return Duration.between(resumed != null && resumed.isAfter(last) ? resumed : last, now);
  }

  synchronized MemberStatus status(Instant now) {
    Instant next = upcoming;
    if (pausedUntil != null && next != null && next.isBefore(pausedUntil)) {
      next = pausedUntil;
    }
    return new MemberStatus(
        state(next, now),
        running == null ? null : running.started(),
        running == null ? "" : running.progress(),
        next,
        last,
        lastStarted,
        faults,
        skipped);
  }

  private MemberStatus.State state(@Nullable Instant next, Instant now) {
    if (running != null) {
      return MemberStatus.State.RUNNING;
    }
    if (!enabled) {
      return MemberStatus.State.DISABLED;
    }
    if (pausedUntil != null) {
      return MemberStatus.State.PAUSED;
    }
    if (faults > 0) {
      return MemberStatus.State.FAILING;
    }
    if (next != null && next.isBefore(now.minusSeconds(60))) {
      return MemberStatus.State.LATE;
    }
    boolean asleep = member.timetable() != null && member.timetable().activeEntry(now).isEmpty();
    return asleep ? MemberStatus.State.ASLEEP : MemberStatus.State.HEALTHY;
  }
}
