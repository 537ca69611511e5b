package org.tomte.app.instance;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.connection.ExpiryWatch;
import org.tomte.engine.connection.Pauses;
import org.tomte.engine.heartbeat.Heartbeats;
import org.tomte.engine.keep.KeepJob;
import org.tomte.engine.listen.ListenerFleet;
import org.tomte.engine.run.Fleet;
import org.tomte.engine.run.MemberSource;
import org.tomte.engine.run.StoredJournal;
import org.tomte.engine.run.Supervisor;
import org.tomte.engine.shard.NodeStore;
import org.tomte.engine.shard.ShardKeeper;

/** What makes a process a node: it holds shards, runs their daemons and does its chores. */
public final class NodeRuntime implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NodeRuntime.class);

  /** A node that is gone is replaced within this and two heartbeats. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final int RUNS_AT_ONCE = 256;

  private final Fleet fleet;
  private final ListenerFleet listeners;
  private final ShardKeeper keeper;
  private final StoredJournal journal;
  private final OutboxRuntime outbox;
  private final Supervisor supervisor = new Supervisor(System::nanoTime);

  /**
   * What a node works with.
   *
   * @param members its daemons
   * @param nodes leases
   * @param alarms where a person is told
   * @param journal what runs leave behind
   * @param keep retention
   * @param budgets bytes of kept events by daemon, asked for at each retention
   * @param outbox what is sent outside
   * @param listeners its daemons that listen
   * @param pauses which connections are paused
   * @param expiries warns before something of a connection runs out
   * @param heartbeats call others while runs commit
   */
  public record Parts(
      MemberSource members,
      NodeStore nodes,
      AlarmBook alarms,
      StoredJournal journal,
      KeepJob keep,
      Supplier<Map<DaemonId, Long>> budgets,
      OutboxRuntime outbox,
      ListenerFleet listeners,
      Pauses pauses,
      ExpiryWatch expiries,
      Heartbeats heartbeats) {}

  /** A node that does nothing yet. */
  public NodeRuntime(String node, Parts parts, InstantSource clock) {
    this.journal = parts.journal();
    this.outbox = parts.outbox();
    this.listeners = parts.listeners();
    this.fleet =
        new Fleet(parts.members(), parts.alarms(), journal, clock, RUNS_AT_ONCE, parts.pauses());
    this.keeper = new ShardKeeper(parts.nodes(), node, LEASE, System::nanoTime, fleet);
    this.start =
        () -> {
          parts.keep().makePartitions(clock.instant());
          keeper.beat();
          supervisor
              .every(BEAT, "heartbeat", keeper::beat)
              .every(Duration.ofSeconds(1), "definitions", fleet::reconcile)
              .every(Duration.ofSeconds(1), "listeners", this::listen)
              .every(Duration.ofSeconds(2), "journal", this::write)
              .every(Duration.ofSeconds(5), "settle", this::settle)
              .every(Duration.ofSeconds(1), "pauses", fleet::followPauses)
              .every(Duration.ofSeconds(2), "heartbeats", parts.heartbeats()::beat)
              .every(Duration.ofMinutes(1), "certificates", parts.expiries()::ask)
              .every(Duration.ofMinutes(1), "expiry", parts.expiries()::look)
              .every(Duration.ofSeconds(30), "silence", fleet::listenForSilence)
              .every(Duration.ofMillis(250), "outbox", outbox::send)
              .every(Duration.ofSeconds(5), "alarm-notices", outbox::tellAlarms)
              .every(Duration.ofSeconds(15), "outbox-alarms", outbox::look)
              .every(Duration.ofSeconds(30), "silent-listeners", listeners::listenForSilence)
              .every(Duration.ofHours(1), "retention", () -> retain(parts, clock));
        };
  }

  private final Runnable start;
  private volatile boolean started;

  /** Takes shards and begins; the first runs may start before this returns. */
  public void start() {
    started = true;
    start.run();
  }

  private void listen() {
    listeners.reconcile();
    listeners.watch();
  }

  private void write() {
    journal.flush();
    listeners.settle();
  }

  private void settle() {
    keeper.settle(fleet.settledUntil());
  }

  private static void retain(Parts parts, InstantSource clock) {
    parts.keep().makePartitions(clock.instant());
    KeepJob.Removed removed = parts.keep().remove(clock.instant(), parts.budgets().get());
    parts.outbox().removeOld();
    int blobs = parts.keep().removeBlobs(clock.instant());
    log.info("Retention removed {} and {} blobs", removed, blobs);
  }

  /** The daemons of this node. */
  public Fleet fleet() {
    return fleet;
  }

  /** The daemons that listen on this node. */
  public ListenerFleet listeners() {
    return listeners;
  }

  /**
   * Stops runs where they stand, writes what is left to write, and gives the shards back. A node
   * that never started only ends its threads: others of its name may be at work.
   */
  @Override
  public void close() {
    supervisor.close();
    listeners.close();
    outbox.close();
    if (started) {
      write();
      settle();
    }
    fleet.close();
    if (started) {
      journal.flushAll();
      keeper.leave();
    }
  }
}
