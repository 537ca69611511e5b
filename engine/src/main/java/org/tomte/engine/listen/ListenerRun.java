package org.tomte.engine.listen;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.listen.Listener;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.RunServices;

/**
 * One start of a listener: from opening it to the last commit of what it received. The thread that
 * runs it commits; threads of the connector judge and wait for room.
 */
final class ListenerRun {
  private static final Logger log = LoggerFactory.getLogger(ListenerRun.class);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration DRAIN = Duration.ofSeconds(3);

  /** Nothing is committed any more while this lasts, so nobody should wait for it. */
  private static final Duration LAST_DRAIN = Duration.ofMillis(300);

  private final ListeningDaemon daemon;
  private final RunServices services;
  private final Intake intake;
  private final BatchCommit commits;
  private final IntakeSink sink;
  private final Instant started;
  private final AtomicReference<@Nullable ConnectorFault> fault = new AtomicReference<>();
  private final AtomicReference<@Nullable String> stopReason = new AtomicReference<>();
  private final AtomicReference<@Nullable Listener> open = new AtomicReference<>();
  private final ReentrantLock ending = new ReentrantLock();
  private boolean ended;
  private volatile @Nullable Instant busySince;
  private volatile boolean listening;

  /**
   * A start.
   *
   * @param epoch the epoch of this node's lane
   * @param start what is unique for this start
   */
  ListenerRun(
      ListeningDaemon daemon, RunServices services, Intake intake, long epoch, Seat.Start start) {
    this.daemon = daemon;
    this.services = services;
    this.intake = intake;
    this.started = start.at();
    String node = services.place().node();
    RunRef run = new RunRef(started, RunRef.Cause.CONTINUOUS, started, node);
    ArrivalJudging judging = new ArrivalJudging(daemon);
    this.commits =
        new BatchCommit(daemon, services, intake, judging, new BatchCommit.Lane(node, epoch, run));
    AtomicLong sequence = new AtomicLong();
    this.sink =
        new IntakeSink(
            intake, judging, () -> start.place() + "/" + sequence.incrementAndGet(), this::failed);
  }

  /** Runs until it is stopped, fails, or another holds the lane. */
  RunResult run() {
    try {
      busy();
      Listener listener = daemon.source().open();
      open.set(listener);
      intake.open(daemon.handling().limits());
      listener.start(sink);
      listening = true;
      idle();
      RunResult ended = commitAll();
      return ended == null ? result() : ended;
    } catch (ConnectorFault broken) {
      return RunResult.failed(
          commits.counted(), broken.kind(), String.valueOf(broken.getMessage()), null);
    } catch (InterruptedException stopped) {
      return interrupted();
    } finally {
      idle();
      end(listening && fault.get() == null ? LAST_DRAIN : Duration.ZERO);
      listening = false;
    }
  }

  private @Nullable RunResult commitAll() throws InterruptedException {
    ListeningDaemon.Limits limits = daemon.handling().limits();
    while (true) {
      List<Waiting> batch = intake.take(limits.batch(), limits.bytes(), GATHER);
      if (batch.isEmpty()) {
        return null;
      }
      busy();
      RunResult ended = commits.commit(batch, this::idle, this::busy);
      idle();
      if (ended != null) {
        return ended;
      }
    }
  }

  private RunResult result() {
    ConnectorFault broken = fault.get();
    if (broken != null) {
      return RunResult.failed(
          commits.counted(),
          broken.kind(),
          String.valueOf(broken.getMessage()),
          broken.retryAfter());
    }
    return RunResult.stopped(commits.counted(), "Stopped: " + stopReason.get() + ".");
  }

  private RunResult interrupted() {
    return RunResult.failed(
        commits.counted(),
        FaultKind.UNAVAILABLE,
        "A start or a commit took longer than the deadline of %s."
            .formatted(daemon.handling().limits().deadline()),
        null);
  }

  private void failed(ConnectorFault broken) {
    if (fault.compareAndSet(null, broken)) {
      endAside(Duration.ZERO);
    }
  }

  /** Ends it: what arrived already is taken in and committed first. Returns at once. */
  void stop(String reason) {
    if (stopReason.compareAndSet(null, reason)) {
      endAside(DRAIN);
    }
  }

  private void endAside(Duration drain) {
    Thread.ofVirtual().name("end-" + daemon.name()).start(() -> end(drain));
  }

  /**
   * Ends the listener once; the intake takes nothing afterwards. Whoever comes second waits, so
   * that the next start finds the port free.
   */
  private void end(Duration drain) {
    ending.lock();
    try {
      if (ended) {
        return;
      }
      Listener listener = open.get();
      if (listener != null) {
        drain(listener, drain);
        close(listener);
      }
      sink.end();
      intake.seal();
      ended = true;
    } finally {
      ending.unlock();
    }
  }

  private void close(Listener listener) {
    try {
      listener.close();
    } catch (RuntimeException broken) {
      log.warn("The listener of {} did not close cleanly", daemon.name(), broken);
    }
  }

  private void drain(Listener listener, Duration longest) {
    if (longest.isZero()) {
      return;
    }
    try {
      listener.drain(longest);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      log.warn("The listener of {} did not hand over everything", daemon.name(), broken);
    }
  }

  private void busy() {
    busySince = services.place().clock().instant();
  }

  private void idle() {
    busySince = null;
  }

  /** Since when a start or a commit goes on; null when none does. */
  @Nullable Instant busySince() {
    return busySince;
  }

  boolean listening() {
    return listening;
  }

  Instant started() {
    return started;
  }

  RunRef reference() {
    return commits.lane().run();
  }

  /** The lane's epoch by which it commits. */
  long epoch() {
    return commits.lane().epoch();
  }

  /** How far it is, in words. */
  String progress() {
    var so = commits.counted();
    String words =
        "%,d committed, %,d waiting, %,d dropped"
            .formatted(so.of(Stage.READ), intake.size(), sink.dropped());
    String trouble = commits.trouble();
    return trouble == null ? words : words + "; " + trouble;
  }
}
