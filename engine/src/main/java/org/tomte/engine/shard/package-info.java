/**
 * Which node starts which daemons: nodes heartbeat, shards are leased, epochs make a stale commit
 * fail.
 */
@NullMarked
package org.tomte.engine.shard;

import org.jspecify.annotations.NullMarked;
