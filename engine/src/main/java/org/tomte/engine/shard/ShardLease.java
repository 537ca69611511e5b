package org.tomte.engine.shard;

import java.time.Instant;

/**
 * A shard that this node holds.
 *
 * @param shard its number
 * @param settledUntil every planned instant of its daemons up to here is done or was left out by
 *     rule; the database's clock at the first claim ever
 */
public record ShardLease(int shard, Instant settledUntil) {}
