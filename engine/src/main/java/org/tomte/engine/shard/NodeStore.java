package org.tomte.engine.shard;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Nodes and leases in the database. The database's clock judges who lives; each call is one
 * transaction and safe to repeat.
 */
public interface NodeStore {

  /**
   * Says that the node lives, renews the leases it still holds and tells what is free.
   *
   * @param node unique for each process, never used again
   * @param timeToLive after how long without a heartbeat the leases end
   */
  Heartbeat heartbeat(String node, Duration timeToLive);

  /**
   * Takes free shards; those that another node took meanwhile are left out. Before anything of them
   * runs, the epochs of their daemons must be raised, so that a commit of the former holder fails.
   */
  List<ShardLease> claim(String node, Collection<Integer> shards, Duration timeToLive);

  /** Whether the node holds the shard now. */
  boolean holds(String node, int shard);

  /** Gives shards back, so that others can take them at once. */
  void release(String node, Collection<Integer> shards);

  /** Moves the settled-until instants of own shards forward, never back. */
  void settle(String node, Map<Integer, Instant> settledUntil);

  /** Removes the node and frees its shards. */
  void leave(String node);

  /** The nodes that the database knows, by name. */
  List<Node> nodes();

  /**
   * What a heartbeat found.
   *
   * @param owned shards that the node still holds, ascending
   * @param free shards without a living holder, ascending
   * @param nodes how many nodes live, this one included
   */
  record Heartbeat(List<Integer> owned, List<Integer> free, int nodes) {}

  /**
   * A node as the database knows it.
   *
   * @param name its name
   * @param since when it first appeared
   * @param lastSeen its last heartbeat
   * @param shards how many shards it holds
   */
  record Node(String name, Instant since, Instant lastSeen, int shards) {}
}
