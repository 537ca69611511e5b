package org.tomte.engine.listen;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.FaultKind;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.FaultAlarm;
import org.tomte.engine.run.FaultReaction;
import org.tomte.engine.run.MemberStatus;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.RunServices;

/**
 * One revision of a listening daemon on this node: starts it, starts it anew with growing pauses
 * after faults, until it is retired. Its thread ends with it.
 */
final class Seat {
  private static final Logger log = LoggerFactory.getLogger(Seat.class);

  /** A start that ended without a fault is followed by another soon, but not in a tight loop. */
  private static final Duration BREATH = Duration.ofMillis(100);

  private static final Duration WELL_AFTER = Duration.ofSeconds(10);

  /**
   * What is unique for a start.
   *
   * @param place what keys of arrivals without a key begin with: the node and the start's number
   * @param at when it starts; later than every other start of this node
   */
  record Start(String place, Instant at) {}

  /** What a seat asks of the node. */
  interface House {

    /** The lane's new epoch; null when this revision is no longer wanted here. */
    @Nullable Long admit(Seat seat);

    /** What is unique for the next start on this node. */
    Start next();

    /** How long to wait where a pause is wanted. */
    Duration pause(Duration wanted);

    /** A start ended; its lane had this epoch. */
    void ended(Seat seat, RunRef run, long epoch, RunResult result);
  }

  private final ListeningDaemon daemon;
  private final RunServices services;
  private final Intake intake;
  private final House house;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread thread;
  private @Nullable ListenerRun current;
  private @Nullable String retired;
  private @Nullable RunResult last;
  private @Nullable Instant lastStarted;
  private boolean handedOver;
  private boolean left;
  private int faults;

  Seat(ListeningDaemon daemon, RunServices services, Intake intake, House house) {
    this.daemon = daemon;
    this.services = services;
    this.intake = intake;
    this.house = house;
  }

  ListeningDaemon daemon() {
    return daemon;
  }

  Intake intake() {
    return intake;
  }

  /** Begins once another is over; null to begin at once. */
  synchronized void begin(@Nullable Seat before) {
    thread = Thread.ofVirtual().name("listen-" + daemon.name()).start(() -> live(before));
  }

  private void live(@Nullable Seat before) {
    try {
      if (before != null) {
        before.over.await();
      }
      while (startOnce()) {
        rest();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      leave();
    }
  }

  /** What still waits is for the next seat, unless it is known that there is none. */
  private void leave() {
    boolean abandoned;
    synchronized (this) {
      left = true;
      abandoned = retired != null && !handedOver;
    }
    if (abandoned) {
      abandon();
    }
    over.countDown();
  }

  private void abandon() {
    intake.abandon("The daemon does not listen any more.");
  }

  /** One start; false when there is to be no other. */
  private boolean startOnce() throws InterruptedException {
    Long epoch = admitted();
    if (epoch == null) {
      return !isRetired() && faults > 0;
    }
    ListenerRun run = new ListenerRun(daemon, services, intake, epoch, house.next());
    synchronized (this) {
      if (retired != null) {
        return false;
      }
      current = run;
    }
    RunResult result = guarded(run);
    Thread.interrupted(); // an interrupt was for the start that is over
    house.ended(this, run.reference(), run.epoch(), result);
    synchronized (this) {
      current = null;
      last = result;
      lastStarted = run.started();
      faults = weigh(result);
    }
    tellAlarms(result);
    return !isRetired();
  }

  private static RunResult guarded(ListenerRun run) {
    try {
      return run.run();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
      log.error("A listener broke", broken);
      return RunResult.failed(
          Counters.ZERO, FaultKind.INTERNAL, "A fault of Tomte itself: " + broken, null);
    }
  }

  private @Nullable Long admitted() {
    try {
      return house.admit(this);
    } catch (StoreFault away) {
      synchronized (this) {
        faults++;
        last =
            RunResult.failed(
                Counters.ZERO, FaultKind.UNAVAILABLE, "The database: " + away.getMessage(), null);
      }
      return null;
    }
  }

  /** A start that committed something was a good one, whatever ended it. */
  private int weigh(RunResult result) {
    if (result.outcome() != RunResult.Outcome.FAILED) {
      return 0;
    }
    return result.counters().of(Stage.READ) > 0 ? 1 : faults + 1;
  }

  private void tellAlarms(RunResult result) {
    if (result.outcome() != RunResult.Outcome.FAILED) {
      return;
    }
    log.warn("The listener of {} failed: {}", daemon.name(), result.words());
    try {
      alarm().failed(result, faults());
    } catch (StoreFault away) {
      log.debug("The alarm waits for the database, too", away);
    }
  }

  private FaultAlarm alarm() {
    ListeningDaemon.About about = daemon.about();
    return new FaultAlarm(services.alarms(), about.name(), about.owner(), about.connection());
  }

  /** Ends the alarms of faults once the listener has been well for a while. */
  void tellWell(Instant now) {
    ListenerRun run = running();
    if (run == null || !run.listening() || run.busySince() != null) {
      return;
    }
    if (run.started().plus(WELL_AFTER).isBefore(now)) {
      alarm().wentWell();
    }
  }

  private synchronized void rest() throws InterruptedException {
    RunResult result = last;
    FaultKind kind = result == null ? null : result.fault();
    Duration pause =
        kind == null || result == null
            ? BREATH
            : house.pause(FaultReaction.to(kind).backOff(Math.max(faults, 1), result.retryAfter()));
    long until = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && retired == null; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
  }

  /**
   * Ends it: what arrived is taken in and committed first, if its epoch still stands.
   *
   * @param handOver whether another seat goes on with what still waits
   */
  synchronized void retire(String reason, boolean handOver) {
    handedOver = handOver;
    retired = reason;
    notifyAll();
    if (current != null) {
      current.stop(reason);
    }
    if (left && !handOver) {
      abandon();
    }
  }

  /** Commits nothing more. */
  void halt() {
    intake.halt();
  }

  /** Ends a start that takes too long. */
  synchronized void expire() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  boolean awaitOver(Duration longest) throws InterruptedException {
    return over.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  synchronized boolean isRetired() {
    return retired != null;
  }

  synchronized @Nullable ListenerRun running() {
    return current;
  }

  private synchronized int faults() {
    return faults;
  }

  synchronized MemberStatus status() {
    ListenerRun run = current;
    boolean listening = run != null && run.listening();
    MemberStatus.State state =
        listening
            ? MemberStatus.State.LISTENING
            : faults > 0 ? MemberStatus.State.FAILING : MemberStatus.State.RUNNING;
    return new MemberStatus(
        state,
        run == null ? null : run.started(),
        run == null ? "" : run.progress(),
        null,
        last,
        lastStarted,
        faults,
        0);
  }
}
