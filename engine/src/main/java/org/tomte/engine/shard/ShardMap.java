package org.tomte.engine.shard;

import java.util.ArrayList;
import java.util.List;
import org.tomte.engine.DaemonId;

/** How daemons are spread over shards and shards over nodes. */
public final class ShardMap {

  /** The number of shards; fixed, because it stands in the database. */
  public static final int SHARDS = 64;

  private ShardMap() {}

  private static final int SHARD_BITS = Integer.numberOfTrailingZeros(SHARDS);

  /**
   * The shard of a daemon, from 0 to {@link #SHARDS} - 1. Identities are numbers in a row and nodes
   * hold ranges of shards; the bits reversed, daemons made one after the other lie far apart, so
   * that a few of them are shared evenly too.
   */
  public static int shardOf(DaemonId daemon) {
    return Integer.reverse(daemon.value()) >>> (Integer.SIZE - SHARD_BITS);
  }

  /** How many shards each of so many living nodes should hold at most. */
  public static int fairShare(int nodes) {
    return Math.ceilDiv(SHARDS, Math.max(1, nodes));
  }

  /**
   * What a node should do to come to its fair share.
   *
   * @param owned the shards it holds, ascending
   * @param free the shards that nobody holds any more, ascending
   * @param nodes how many nodes live, this one included
   */
  public static Change balance(List<Integer> owned, List<Integer> free, int nodes) {
    int share = fairShare(nodes);
    if (owned.size() > share) {
      return new Change(List.of(), new ArrayList<>(owned.subList(share, owned.size())));
    }
    int wanted = Math.min(share - owned.size(), free.size());
    return new Change(new ArrayList<>(free.subList(0, wanted)), List.of());
  }

  /**
   * Shards to take and to give back.
   *
   * @param claim free shards to ask for
   * @param release own shards to give back
   */
  public record Change(List<Integer> claim, List<Integer> release) {}
}
