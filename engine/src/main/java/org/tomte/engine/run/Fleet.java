package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.connection.Pauses;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.shard.ShardKeeper;
import org.tomte.engine.shard.ShardLease;
import org.tomte.engine.shard.ShardMap;

/**
 * The daemons of this node. It wakes them at their planned instants, keeps their deadlines from
 * outside, and lets them go when another node takes over.
 */
public final class Fleet implements ShardKeeper.Listener, Slot.Launcher, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Fleet.class);

  /** How long a run may take to come back after it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final MemberSource source;
  private final AlarmBook alarms;
  private final RunJournal journal;
  private final InstantSource clock;
  private final Semaphore permits;
  private final Pauses pauses;
  private final Map<DaemonId, Slot> slots = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> shards = new ConcurrentHashMap<>();
  private final Set<DaemonId> silent = new ConcurrentSkipListSet<>();
  private final Timers<DaemonId> starts;
  private final Timers<Flight> deadlines;
  private long version = -1;
  private long moves = -1;

  /**
   * A fleet without daemons yet; shards bring them.
   *
   * @param atOnce how many runs may go on at the same time; more wait for their turn
   */
  public Fleet(
      MemberSource source, AlarmBook alarms, RunJournal journal, InstantSource clock, int atOnce) {
    this(source, alarms, journal, clock, atOnce, Pauses.NONE);
  }

  /**
   * A fleet that follows pauses of connections.
   *
   * @param atOnce how many runs may go on at the same time; more wait for their turn
   * @param pauses which connections are paused
   */
  public Fleet(
      MemberSource source,
      AlarmBook alarms,
      RunJournal journal,
      InstantSource clock,
      int atOnce,
      Pauses pauses) {
    this.pauses = pauses;
    this.source = source;
    this.alarms = alarms;
    this.journal = journal;
    this.clock = clock;
    this.permits = new Semaphore(atOnce, true);
    this.starts = new Timers<>("starts", clock, (daemon, _) -> due(daemon));
    this.deadlines = new Timers<>("deadlines", clock, (flight, _) -> deadlinePassed(flight));
  }

  private void due(DaemonId daemon) {
    Slot slot = slots.get(daemon);
    if (slot != null) {
      follow(slot);
      slot.due(clock.instant());
    }
  }

  /** Looks whether pauses of connections began or ended. Driven every second. */
  public void followPauses() {
    slots.values().forEach(this::follow);
  }

  private void follow(Slot slot) {
    if (slot.follow(pauses.until(slot.member().connection()), clock.instant())) {
      slot.listen(clock);
    }
  }

  @Override
  public void gained(List<ShardLease> leases) {
    leases.forEach(lease -> shards.put(lease.shard(), lease.settledUntil()));
    admit(source.takeOver(leases.stream().map(ShardLease::shard).toList()));
    log.info("Took {} shards; {} daemons here", leases.size(), slots.size());
  }

  @Override
  public void lost(Set<Integer> lost) {
    lost.forEach(shards::remove);
    slots.forEach((daemon, slot) -> {
      if (lost.contains(ShardMap.shardOf(daemon))) {
        slot.retire("another node takes over");
        slots.remove(daemon, slot);
      }
    });
  }

  /**
   * Looks whether definitions, switches or pointers changed, and follows them. Driven every few
   * seconds.
   */
  public synchronized void reconcile() {
    long current = source.version();
    long moved = source.moves();
    if ((current == version && moved == moves) || shards.isEmpty()) {
      return;
    }
    boolean onlyMoved = current == version;
    List<MemberSource.Loaded> loaded = source.load(List.copyOf(shards.keySet()));
    Set<DaemonId> present = ConcurrentHashMap.newKeySet();
    loaded.forEach(each -> present.add(each.member().id()));
    slots.forEach((daemon, slot) -> {
      if (!present.contains(daemon)) {
        slot.retire("the daemon was deleted");
        slots.remove(daemon, slot);
      }
    });
    admit(onlyMoved ? movedAside(loaded) : loaded);
    version = current;
    moves = moved;
  }

  /**
   * Daemons that are as they were, but for a pointer that a person moved, go on in their slots with
   * the new epoch; a run that goes on starts over from there.
   *
   * @return the others
   */
  private List<MemberSource.Loaded> movedAside(List<MemberSource.Loaded> loaded) {
    List<MemberSource.Loaded> others = new ArrayList<>();
    for (MemberSource.Loaded each : loaded) {
      Slot slot = slots.get(each.member().id());
      if (slot != null
          && slot.member().equals(each.member())
          && slot.enabled() == each.enabled()
          && slot.epoch() < each.epoch()) {
        slot.epochIs(each.epoch());
      } else {
        others.add(each);
      }
    }
    return others;
  }

  private void admit(Collection<MemberSource.Loaded> loaded) {
    for (MemberSource.Loaded each : loaded) {
      Slot old = slots.get(each.member().id());
      if (old != null && unchanged(old, each)) {
        continue;
      }
      Instant now = clock.instant();
      Slot fresh = new Slot(each, settledUntil(old, each, now), this, now);
      if (old != null) {
        old.retire("the daemon was changed");
      }
      slots.put(each.member().id(), fresh);
      follow(fresh);
      fresh.begin();
      fresh.listen(clock);
    }
  }

  private static boolean unchanged(Slot slot, MemberSource.Loaded loaded) {
    return slot.member().revision() == loaded.member().revision()
        && slot.member().name().equals(loaded.member().name())
        && slot.enabled() == loaded.enabled()
        && slot.epoch() == loaded.epoch();
  }

  /** A daemon goes on where it was; a new one was never planned before it was made. */
  private Instant settledUntil(@Nullable Slot old, MemberSource.Loaded loaded, Instant now) {
    if (old != null) {
      return old.considered();
    }
    Instant shard = shards.getOrDefault(ShardMap.shardOf(loaded.member().id()), now);
    Instant settled = pauses.missedSince(loaded.member().connection(), shard);
    return settled.isBefore(loaded.created()) ? loaded.created() : settled;
  }

  @Override
  public void wakeAt(Slot slot, @Nullable Instant instant) {
    if (instant == null) {
      starts.clear(slot.member().id());
    } else {
      starts.set(slot.member().id(), instant);
    }
  }

  @Override
  public void skipped(Slot slot, long instants, String reason) {
    journal.skipped(slot.member(), instants, reason);
  }

  @Override
  public void launch(Slot slot, RunOrder order, RunControl control, Slot.@Nullable Ending ending) {
    Flight flight = new Flight(slot, control);
    Thread.ofVirtual().name("run-" + slot.member().name()).start(() -> fly(flight, order, ending));
  }

  private void fly(Flight flight, RunOrder order, Slot.@Nullable Ending ending) {
    RunResult result;
    try {
      permits.acquire();
      try {
        deadlines.set(flight, flight.control.deadline());
        result = execute(flight, order);
        RunOrder renewed = renewed(flight, order, result);
        if (renewed != null) {
          result = execute(flight, renewed);
        }
      } finally {
        flight.free(permits);
        deadlines.clear(flight);
      }
    } catch (InterruptedException stopped) {
      result = RunResult.stopped(Counters.ZERO, "Stopped before it began.");
    }
    settle(flight, result);
    if (ending != null) {
      ending.result().complete(result);
    }
  }

  private RunResult execute(Flight flight, RunOrder order) {
    Member member = flight.slot.member();
    Instant started = clock.instant();
    journal.started(member, order, Duration.between(order.planned(), started));
    flight.control.enter();
    RunResult result;
    try {
      result = member.body().run(order, flight.control);
    } catch (InterruptedException stopped) {
      result = RunResult.stopped(Counters.ZERO, reasonOf(flight.control));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError broken) {
      log.error("Run of {} broke", member.name(), broken);
      result =
          RunResult.failed(
              Counters.ZERO, FaultKind.INTERNAL, "A fault of Tomte itself: " + broken, null);
    } finally {
      flight.control.leave();
    }
    if (flight.slot.isPaused() && result.outcome() == RunResult.Outcome.FAILED) {
      // What fails while its connection is paused is what the pause is for.
      result = RunResult.stopped(result.counters(), "Stopped: its connection is paused.");
    }
    if (flight.control.expired() && result.outcome() == RunResult.Outcome.STOPPED) {
      // A run that does not come to its end in time is a fault, with its pauses and alarms.
      result = RunResult.failed(result.counters(), FaultKind.UNAVAILABLE, result.words(), null);
    }
    journal.ended(member, order, started, Duration.between(started, clock.instant()), result);
    return result;
  }

  /**
   * A run was superseded though its daemon is still this node's and as it was: somebody moved its
   * pointer. It starts over from there, for otherwise every later run would be superseded too. What
   * was edited, disabled or lost in the meantime is seen first and not run again.
   */
  private @Nullable RunOrder renewed(Flight flight, RunOrder order, RunResult result) {
    if (result.outcome() != RunResult.Outcome.SUPERSEDED) {
      return null;
    }
    Slot slot = flight.slot;
    DaemonId daemon = slot.member().id();
    try {
      reconcile();
      if (flight.control.stopRequested() || slots.get(daemon) != slot) {
        return null;
      }
      OptionalLong epoch = source.epoch(daemon);
      if (epoch.isEmpty()) {
        return null; // another node took over; the next heartbeat says so
      }
      slot.epochIs(epoch.getAsLong());
      return epoch.getAsLong() == order.epoch() ? null : order.withEpoch(epoch.getAsLong());
    } catch (RuntimeException unreachable) {
      log.warn("The epoch of {} cannot be asked for now", slot.member().name(), unreachable);
      return null; // the next run comes here again
    }
  }

  private static String reasonOf(RunControl control) {
    String reason = control.stopReason();
    return "Stopped: " + (reason == null ? "interrupted" : reason) + ".";
  }

  private void settle(Flight flight, RunResult result) {
    flight.slot.ended(flight.control, result, clock.instant());
    tellAlarms(flight.slot, result);
  }

  private void tellAlarms(Slot slot, RunResult result) {
    Member member = slot.member();
    FaultAlarm faultAlarm = new FaultAlarm(alarms, member);
    switch (result.outcome()) {
      case DONE -> faultAlarm.wentWell();
      case FAILED -> faultAlarm.failed(result, slot.faults());
      case STOPPED, SUPERSEDED -> {}
    }
  }

  /** Called on the timer's thread; the database is asked on another. */
  private void deadlinePassed(Flight flight) {
    Thread.ofVirtual().name("deadline").start(() -> enforceDeadline(flight));
  }

  private void enforceDeadline(Flight flight) {
    Slot slot = flight.slot;
    if (flight.control.stopRequested() && !flight.warned) {
      return;
    }
    String name = slot.member().name();
    AlarmCause cause = AlarmCause.daemon(name, "deadline");
    if (!flight.warned) {
      flight.warned = true;
      flight.control.expire("its deadline of " + slot.member().deadline() + " has passed");
      source.raiseEpoch(slot.member().id()).ifPresent(slot::epochIs);
      String words = "A run passed its deadline; its last word was: " + flight.control.progress();
      alarms.raise(cause, slot.member().owner(), words, name);
      log.warn("Run of {} passed its deadline{}", name, flight.control.whereItIs());
      deadlines.set(flight, clock.instant().plus(GRACE));
      return;
    }
    log.error("Run of {} does not come back; it goes on without it", name);
    slot.giveUp(flight.control, slot.epoch(), clock.instant());
    flight.free(permits);
  }

  /** Raises and ends alarms for daemons that bring nothing. Driven about every minute. */
  public void listenForSilence() {
    Instant now = clock.instant();
    slots.forEach((daemon, slot) -> {
      Duration quiet = slot.silentFor(now);
      Member.Silence silence = slot.member().silence();
      if (quiet == null || silence == null) {
        return;
      }
      AlarmCause cause = AlarmCause.daemon(slot.member().name(), "silence");
      if (quiet.compareTo(silence.noneFor()) > 0) {
        if (silent.add(daemon)) {
          alarms.raise(
              cause,
              slot.member().owner(),
              "No new event for longer than " + silence.noneFor() + ".",
              slot.member().name());
        }
      } else {
        silent.remove(daemon);
        alarms.end(cause);
      }
    });
  }

  /** Up to where each shard of this node is settled. */
  public Map<Integer, Instant> settledUntil() {
    Instant now = clock.instant();
    Map<Integer, Instant> settled = new TreeMap<>();
    shards.keySet().forEach(shard -> settled.put(shard, now));
    slots.forEach((daemon, slot) -> {
      Instant own = slot.settledUntil(now);
      if (own != null) {
        settled.computeIfPresent(
            ShardMap.shardOf(daemon), (_, until) -> own.isBefore(until) ? own : until);
      }
    });
    return settled;
  }

  /**
   * Starts a daemon now, also a disabled one.
   *
   * @param judgeAt the instant at which time frames are judged; null for now
   * @param movePointer whether the pointer moves
   * @return empty when it is not on this node or a run goes on already
   */
  public Optional<CompletableFuture<RunResult>> start(
      DaemonId daemon, @Nullable Instant judgeAt, boolean movePointer) {
    Slot slot = slots.get(daemon);
    return slot == null
        ? Optional.empty()
        : Optional.ofNullable(slot.startByHand(clock.instant(), judgeAt, movePointer));
  }

  /** How a daemon of this node is. */
  public Optional<MemberStatus> status(DaemonId daemon) {
    Slot slot = slots.get(daemon);
    return slot == null ? Optional.empty() : Optional.of(slot.status(clock.instant()));
  }

  /** How many daemons are here. */
  public int size() {
    return slots.size();
  }

  /** How many runs go on now. */
  public int running() {
    return (int) slots.values().stream().filter(slot -> slot.running() != null).count();
  }

  /** Tells every run to stop and waits for none. */
  @Override
  public void close() {
    starts.close();
    slots.values().forEach(slot -> slot.retire("Tomte stops"));
    deadlines.close();
  }

  /** A run in the air; compared by identity. */
  private static final class Flight {
    private final Slot slot;
    private final RunControl control;
    private final AtomicBoolean freed = new AtomicBoolean();
    private volatile boolean warned;

    Flight(Slot slot, RunControl control) {
      this.slot = slot;
      this.control = control;
    }

    /** Gives the permit back, once: at the end, or when the run is given up. */
    void free(Semaphore permits) {
      if (freed.compareAndSet(false, true)) {
        permits.release();
      }
    }
  }
}
