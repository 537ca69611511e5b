package org.tomte.engine.shard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's leases. It is driven by {@link #beat}, about every third of the time to live;
 * when no beat succeeded for two thirds of it, the node gives up all shards by itself, before the
 * database would give them to another.
 */
public final class ShardKeeper {
  private static final Logger log = LoggerFactory.getLogger(ShardKeeper.class);

  private final NodeStore store;
  private final String node;
  private final Duration timeToLive;
  private final LongSupplier nanoTime;
  private final Listener listener;
  private final TreeMap<Integer, ShardLease> held = new TreeMap<>();
  private long lastSuccess;

  /** Hears of shards that came and went; called on the thread that beats. */
  public interface Listener {

    /** These shards are ours now; whoever hears it raises the epochs of their daemons first. */
    void gained(List<ShardLease> leases);

    /** These shards are no longer ours: their runs must stop. */
    void lost(Set<Integer> shards);
  }

  /**
   * A keeper that holds nothing yet.
   *
   * @param nanoTime a monotonic clock such as {@link System#nanoTime}; wall clocks jump
   */
  public ShardKeeper(
      NodeStore store, String node, Duration timeToLive, LongSupplier nanoTime, Listener listener) {
    this.store = store;
    this.node = node;
    this.timeToLive = timeToLive;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.lastSuccess = nanoTime.getAsLong();
  }

  /** Renews, takes what is free up to the fair share, gives back what is above it. */
  public synchronized void beat() {
    long begun = nanoTime.getAsLong();
    try {
      NodeStore.Heartbeat heartbeat = store.heartbeat(node, timeToLive);
      lastSuccess = begun; // what is held is renewed, whatever becomes of what is free
      dropAllBut(heartbeat.owned());
      // Leases that the database has but this process does not know were left by a lost answer to
      // a claim; they are released and claimed anew, so that their epochs are raised.
      List<Integer> unknown =
          heartbeat.owned().stream().filter(shard -> !held.containsKey(shard)).toList();
      if (!unknown.isEmpty()) {
        store.release(node, unknown);
      }
      List<Integer> free = new ArrayList<>(heartbeat.free());
      free.addAll(unknown);
      balance(new ArrayList<>(held.keySet()), free.stream().sorted().toList(), heartbeat.nodes());
    } catch (RuntimeException failed) {
      log.warn("Heartbeat of node {} failed: {}", node, failed.getMessage());
      giveUpWhenTooLate();
    }
  }

  private void balance(List<Integer> owned, List<Integer> free, int nodes) {
    ShardMap.Change change = ShardMap.balance(owned, free, nodes);
    if (!change.release().isEmpty()) {
      drop(Set.copyOf(change.release()));
      store.release(node, change.release());
    }
    if (!change.claim().isEmpty()) {
      List<ShardLease> leases = store.claim(node, change.claim(), timeToLive);
      if (!leases.isEmpty()) {
        gain(leases);
      }
    }
  }

  private void gain(List<ShardLease> leases) {
    leases.forEach(lease -> held.put(lease.shard(), lease));
    try {
      listener.gained(leases);
    } catch (RuntimeException failed) {
      // Their daemons would be on no node: as unknown ones the next heartbeat claims them anew.
      drop(leases.stream().map(ShardLease::shard).collect(Collectors.toSet()));
      throw failed;
    }
  }

  private void giveUpWhenTooLate() {
    long silentNanos = nanoTime.getAsLong() - lastSuccess;
    if (!held.isEmpty() && silentNanos > timeToLive.toNanos() * 2 / 3) {
      log.warn(
          "Node {} gives up {} shards: no heartbeat for {} ms",
          node,
          held.size(),
          silentNanos / 1_000_000);
      drop(Set.copyOf(held.keySet()));
    }
  }

  private void dropAllBut(List<Integer> stillOwned) {
    Set<Integer> gone = new java.util.TreeSet<>(held.keySet());
    stillOwned.forEach(gone::remove);
    if (!gone.isEmpty()) {
      drop(gone);
    }
  }

  private void drop(Set<Integer> shards) {
    shards.forEach(held::remove);
    listener.lost(shards);
  }

  /** Writes how far the shards are settled; those that are no longer held are left out. */
  public synchronized void settle(Map<Integer, Instant> settledUntil) {
    Map<Integer, Instant> own = new TreeMap<>(settledUntil);
    own.keySet().retainAll(held.keySet());
    if (!own.isEmpty()) {
      store.settle(node, own);
    }
  }

  /** The shards held now, ascending. */
  public synchronized List<Integer> held() {
    return List.copyOf(held.keySet());
  }

  /** Gives everything back at a clean stop. */
  public synchronized void leave() {
    drop(Set.copyOf(held.keySet()));
    store.leave(node);
  }
}
