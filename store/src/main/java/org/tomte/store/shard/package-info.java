/** Nodes and the leases of shards in the database. */
@NullMarked
package org.tomte.store.shard;

import org.jspecify.annotations.NullMarked;
