package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.observe.Stage;

/**
 * Keeps the journal of runs in memory and writes it every few seconds: one row for a run that wrote
 * something or failed, sums by minute for those that read something, and by quarter of an hour for
 * those that found nothing at all.
 */
public final class StoredJournal implements RunJournal {
  private static final Logger log = LoggerFactory.getLogger(StoredJournal.class);

  /** With a database that does not come back, the oldest endings are given up beyond this. */
  private static final int MOST_KEPT = 100_000;

  private final Rollups rollups;
  private final RunLog runs;
  private final InstantSource clock;
  private final String node;
  private final Consumer<Collection<DaemonId>> committed;
  private final LongAdder started = new LongAdder();
  private final Lateness lateness = new Lateness();
  private final EmptyRuns empty = new EmptyRuns();
  private Map<Minute, Counters.Counting> counted = new LinkedHashMap<>();
  private List<RunLog.Ended> ended = new ArrayList<>();
  private Set<DaemonId> well = new HashSet<>();

  /** A journal of this node. */
  public StoredJournal(Rollups rollups, RunLog runs, InstantSource clock, String node) {
    this(rollups, runs, clock, node, _ -> {});
  }

  /**
   * A journal of this node.
   *
   * @param committed hears of daemons whose runs ended well, once the store has it
   */
  public StoredJournal(
      Rollups rollups,
      RunLog runs,
      InstantSource clock,
      String node,
      Consumer<Collection<DaemonId>> committed) {
    this.committed = committed;
    this.rollups = rollups;
    this.runs = runs;
    this.clock = clock;
    this.node = node;
  }

  @Override
  public void started(Member member, RunOrder order, Duration late) {
    started.increment();
    lateness.add(late);
  }

  @Override
  public synchronized void ended(
      Member member, RunOrder order, Instant runStarted, Duration took, RunResult result) {
    boolean failed = result.outcome() == RunResult.Outcome.FAILED;
    if (result.outcome() == RunResult.Outcome.DONE) {
      well.add(member.id());
    }
    boolean wrote = !result.counters().isZero();
    if (!failed && !wrote && result.loose().isZero()) {
      empty.count(member.id(), clock.instant());
      return;
    }
    Counters.Counting minute = minute(member.id());
    minute.add(result.loose()).count(Stage.RUNS);
    if (failed) {
      minute.count(Stage.FAILED_RUNS);
    } else if (!wrote) {
      return;
    }
    RunLog.RunId id =
        new RunLog.RunId(
            member.id(),
            Batch.WHOLE,
            order.planned(),
            order.cause().name().toLowerCase(Locale.ROOT),
            runStarted,
            node);
    ended.add(
        new RunLog.Ended(
            id,
            order.epoch(),
            result.outcome().name().toLowerCase(Locale.ROOT),
            result.words(),
            result.outcome() != RunResult.Outcome.SUPERSEDED,
            runStarted.plus(took),
            result.all()));
  }

  @Override
  public synchronized void skipped(Member member, long instants, String reason) {
    minute(member.id()).count(Stage.SKIPPED_RUNS, instants);
  }

  private Counters.Counting minute(DaemonId daemon) {
    Minute key = new Minute(daemon, clock.instant().truncatedTo(ChronoUnit.MINUTES));
    return counted.computeIfAbsent(key, _ -> new Counters.Counting());
  }

  /**
   * Writes what was gathered; what cannot be written stays for the next time. Runs that found
   * nothing wait for the end of their quarter of an hour.
   */
  public void flush() {
    synchronized (this) {
      empty.takeDue(clock.instant(), this::addRuns);
    }
    write();
  }

  /** Writes everything that was gathered, as before the end of this process. */
  public void flushAll() {
    synchronized (this) {
      empty.takeAll(this::addRuns);
    }
    write();
  }

  /** Writes what was gathered, with the empty runs of a daemon that somebody looks at. */
  public void flush(DaemonId daemon) {
    synchronized (this) {
      empty.take(daemon, this::addRuns);
    }
    write();
  }

  private void addRuns(DaemonId daemon, Instant start, long runs) {
    counted
        .computeIfAbsent(new Minute(daemon, start), _ -> new Counters.Counting())
        .count(Stage.RUNS, runs);
  }

  private void write() {
    Map<Minute, Counters.Counting> countedNow;
    List<RunLog.Ended> endedNow;
    Set<DaemonId> wellNow;
    synchronized (this) {
      wellNow = well;
      well = new HashSet<>();
      countedNow = counted;
      endedNow = ended;
      counted = new LinkedHashMap<>();
      ended = new ArrayList<>();
    }
    try {
      if (!endedNow.isEmpty()) {
        runs.end(endedNow);
        endedNow = List.of();
      }
      if (!countedNow.isEmpty()) {
        rollups.add(rows(countedNow));
        countedNow = Map.of();
      }
      committed.accept(wellNow);
    } catch (StoreFault fault) {
      log.warn("The journal could not be written and is kept: {}", fault.getMessage());
      putBack(countedNow, endedNow);
      synchronized (this) {
        well.addAll(wellNow);
      }
    }
  }

  private static List<Rollups.Counted> rows(Map<Minute, Counters.Counting> counted) {
    List<Rollups.Counted> rows = new ArrayList<>(counted.size());
    counted.forEach((minute, counting) ->
        rows.add(new Rollups.Counted(minute.daemon, minute.start, counting.done())));
    return rows;
  }

  private synchronized void putBack(
      Map<Minute, Counters.Counting> countedBefore, List<RunLog.Ended> endedBefore) {
    countedBefore.forEach((minute, counting) ->
        counted.computeIfAbsent(minute, _ -> new Counters.Counting()).add(counting.done()));
    List<RunLog.Ended> all = new ArrayList<>(endedBefore);
    all.addAll(ended);
    ended =
        all.size() > MOST_KEPT
            ? new ArrayList<>(all.subList(all.size() - MOST_KEPT, all.size()))
            : all;
  }

  /** How many runs started on this node. */
  public long runsStarted() {
    return started.sum();
  }

  /** How late runs started. */
  public Lateness lateness() {
    return lateness;
  }

  private record Minute(DaemonId daemon, Instant start) {}
}
