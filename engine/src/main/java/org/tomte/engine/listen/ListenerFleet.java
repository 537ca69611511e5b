package org.tomte.engine.listen;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.Member;
import org.tomte.engine.run.MemberStatus;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.RunServices;

/**
 * The listening daemons of this node. It compares what should listen with what does, watches that
 * starts and commits come to an end, and writes what was counted.
 */
public final class ListenerFleet implements Seat.House, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ListenerFleet.class);

  /** How long a start or commit may take to come back after it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration LAST_COMMITS = Duration.ofSeconds(10);

  private final ListenerTotals totals = new ListenerTotals();
  private final ListenerSource source;
  private final RunServices services;
  private final ListenerJournal journal;
  private final UnaryOperator<Duration> pace;
  private final Map<DaemonId, Seat> seats = new ConcurrentHashMap<>();
  private final Map<DaemonId, Instant> since = new ConcurrentHashMap<>();
  private final Set<Seat> expired = ConcurrentHashMap.newKeySet();
  private long version = -1;
  private long starts;
  private Instant lastStart = Instant.EPOCH;
  private boolean closed;

  /** A fleet without listeners yet; {@link #reconcile} brings them. */
  public ListenerFleet(ListenerSource source, RunServices services, RunLog runs) {
    this(source, services, runs, UnaryOperator.identity());
  }

  /**
   * A fleet whose pauses after faults are of another length.
   *
   * @param pace gives the length of a pause for the one that the table of faults asks for
   */
  public ListenerFleet(
      ListenerSource source, RunServices services, RunLog runs, UnaryOperator<Duration> pace) {
    this.source = source;
    this.services = services;
    this.pace = pace;
    this.journal = new ListenerJournal(runs, services.place().clock());
  }

  /** Looks whether definitions or switches changed, and follows them. Driven every second. */
  public synchronized void reconcile() {
    long current = source.version();
    if (closed || (current == version && seats.values().stream().noneMatch(Seat::isOver))) {
      return;
    }
    Map<DaemonId, ListeningDaemon> wanted = source.wanted();
    for (Map.Entry<DaemonId, Seat> entry : List.copyOf(seats.entrySet())) {
      if (!wanted.containsKey(entry.getKey())) {
        entry.getValue().retire("the daemon was disabled, deleted or paused", false);
        seats.remove(entry.getKey());
        since.remove(entry.getKey());
        leaveLane(entry.getKey(), entry.getValue());
      }
    }
    wanted.values().forEach(this::seat);
    version = current;
  }

  private void leaveLane(DaemonId daemon, Seat seat) {
    Thread.ofVirtual()
        .name("leave-" + seat.daemon().name())
        .start(() -> {
          try {
            seat.awaitOver(Duration.ofMinutes(1));
            flush(seat);
            source.closeLane(daemon);
          } catch (StoreFault away) {
            log.debug("The lane of daemon {} stays open", daemon.value(), away);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void seat(ListeningDaemon daemon) {
    Seat before = seats.get(daemon.id());
    if (before != null && !before.isOver() && before.daemon().version().equals(daemon.version())) {
      return;
    }
    since.putIfAbsent(daemon.id(), services.place().clock().instant());
    Intake intake = before == null ? new Intake(totals) : before.intake();
    Seat fresh = new Seat(daemon, services, intake, this);
    if (before != null) {
      before.retire("the daemon was changed", true);
    }
    seats.put(daemon.id(), fresh);
    fresh.begin(before);
  }

  /**
   * The epoch is raised before the definition is looked at: whoever disables or edits it afterwards
   * raises it again, so nothing is ever committed by what is no longer wanted.
   */
  @Override
  public @Nullable Long admit(Seat seat) {
    DaemonId id = seat.daemon().id();
    long epoch = source.raiseEpoch(id);
    ListeningDaemon now = source.wanted().get(id);
    boolean same = now != null && now.version().equals(seat.daemon().version());
    return same && seats.get(id) == seat ? epoch : null;
  }

  @Override
  public synchronized Seat.Start next() {
    Instant now = services.place().clock().instant().truncatedTo(ChronoUnit.MICROS);
    // Runs are named by their start, so no two may have the same.
    lastStart = now.isAfter(lastStart) ? now : lastStart.plus(1, ChronoUnit.MICROS);
    starts++;
    return new Seat.Start(services.place().node() + "/" + starts, lastStart);
  }

  @Override
  public Duration pause(Duration wanted) {
    return pace.apply(wanted);
  }

  @Override
  public void ended(Seat seat, RunRef run, long epoch, RunResult result) {
    boolean failed = result.outcome() == RunResult.Outcome.FAILED;
    seat.intake().count(Stage.RUNS, 1);
    seat.intake().count(Stage.FAILED_RUNS, failed ? 1 : 0);
    if (failed || !result.counters().isZero()) {
      journal.ended(seat.daemon().id(), run, epoch, result);
    }
  }

  /** Looks after starts and commits that take too long. Driven every second. */
  public void watch() {
    Instant now = services.place().clock().instant();
    for (Seat seat : seats.values()) {
      ListenerRun run = seat.running();
      Instant busy = run == null ? null : run.busySince();
      if (busy == null) {
        expired.remove(seat);
        continue;
      }
      Duration took = Duration.between(busy, now);
      Duration deadline = seat.daemon().handling().limits().deadline();
      if (took.compareTo(deadline.plus(GRACE)) > 0) {
        replace(seat);
      } else if (took.compareTo(deadline) > 0 && expired.add(seat)) {
        expire(seat, deadline);
      }
    }
  }

  private void expire(Seat seat, Duration deadline) {
    ListeningDaemon daemon = seat.daemon();
    log.warn("A start or commit of {} passed its deadline", daemon.name());
    seat.expire();
    String words = "A start or a commit took longer than the deadline of " + deadline + ".";
    alarm(daemon, "deadline", words);
  }

  /** A thread that does not come back is left behind; the daemon lives on without it. */
  private synchronized void replace(Seat stuck) {
    DaemonId id = stuck.daemon().id();
    if (closed || seats.get(id) != stuck) {
      return;
    }
    log.error("The listener of {} does not come back; it is replaced", stuck.daemon().name());
    expired.remove(stuck);
    stuck.retire("it does not come back", false);
    Seat fresh = new Seat(stuck.daemon(), services, new Intake(totals), this);
    seats.put(id, fresh);
    fresh.begin(null);
  }

  /** Writes what was counted beside commits, and how starts ended. Driven every few seconds. */
  public void settle() {
    seats.values().forEach(this::flush);
    journal.flush();
    Instant now = services.place().clock().instant();
    try {
      seats.values().forEach(seat -> seat.tellWell(now));
    } catch (StoreFault away) {
      log.debug("Alarms end once the database is back", away);
    }
  }

  private void flush(Seat seat) {
    Counters counted = seat.intake().takeCounted();
    if (counted.isZero()) {
      return;
    }
    DaemonId id = seat.daemon().id();
    Instant now = services.place().clock().instant();
    try {
      services.rollups().add(List.of(new Rollups.Counted(id, now, counted)));
    } catch (StoreFault away) {
      seat.intake().keep(counted);
      log.warn("What {} counted is kept: {}", seat.daemon().name(), away.getMessage());
      return;
    }
    long dropped = counted.of(Stage.DROPPED);
    if (dropped > 0) {
      alarm(
          seat.daemon(),
          "dropped",
          "%,d messages were dropped because they came faster than they could be taken."
              .formatted(dropped));
    } else {
      services.alarms().end(AlarmCause.daemon(seat.daemon().name(), "dropped"));
    }
  }

  /** Raises and ends alarms for daemons that bring nothing on any node. Driven every minute. */
  public void listenForSilence() {
    Instant now = services.place().clock().instant();
    for (Seat seat : seats.values()) {
      Member.Silence silence = seat.daemon().handling().silence();
      if (silence == null || !silence.during().isOpen(now)) {
        continue;
      }
      AlarmCause cause = AlarmCause.daemon(seat.daemon().name(), "silence");
      Instant wantedSince = since.getOrDefault(seat.daemon().id(), now);
      Instant from = now.minus(silence.noneFor());
      if (wantedSince.isBefore(from) && !broughtSomething(seat, from, now)) {
        alarm(seat.daemon(), "silence", "No new event for longer than " + silence.noneFor() + ".");
      } else {
        services.alarms().end(cause);
      }
    }
  }

  private boolean broughtSomething(Seat seat, Instant from, Instant now) {
    return services
        .rollups()
        .funnel(seat.daemon().id(), from, now.plusSeconds(60), Duration.ZERO)
        .stream()
        .anyMatch(bucket -> bucket.counters().of(Stage.NEW) > 0);
  }

  private void alarm(ListeningDaemon daemon, String kind, String words) {
    try {
      services
          .alarms()
          .raise(
              AlarmCause.daemon(daemon.name(), kind), daemon.about().owner(), words, daemon.name());
    } catch (StoreFault away) {
      log.warn("The alarm cannot be written now: {}", away.getMessage());
    }
  }

  /** How a daemon is on this node; empty when it does not listen here. */
  public Optional<MemberStatus> status(DaemonId daemon) {
    return Optional.ofNullable(seats.get(daemon)).map(Seat::status);
  }

  /** What all listeners here counted since the process began. */
  public ListenerTotals totals() {
    return totals;
  }

  /** How many daemons listen here or are about to. */
  public int size() {
    return seats.size();
  }

  /** Takes nothing more, commits what was taken while there is time, and writes the counts. */
  @Override
  public void close() {
    List<Seat> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(seats.values());
    }
    all.forEach(seat -> seat.retire("Tomte stops", false));
    try {
      Instant until = services.place().clock().instant().plus(LAST_COMMITS);
      for (Seat seat : all) {
        Duration left = Duration.between(services.place().clock().instant(), until);
        if (left.isNegative() || !seat.awaitOver(left)) {
          seat.halt();
          seat.awaitOver(Duration.ofSeconds(1));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    settle();
    all.forEach(seat -> closeLane(seat.daemon().id()));
  }

  private void closeLane(DaemonId daemon) {
    try {
      source.closeLane(daemon);
    } catch (StoreFault away) {
      log.debug("The lane of daemon {} stays open", daemon.value(), away);
    }
  }
}
