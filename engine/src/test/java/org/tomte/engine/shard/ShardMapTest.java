package org.tomte.engine.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.engine.DaemonId;

class ShardMapTest {
  @Test
  void everyShardGetsDaemons() {
    Set<Integer> shards = new HashSet<>();
    for (int id = 1; id <= ShardMap.SHARDS; id++) {
      shards.add(ShardMap.shardOf(new DaemonId(id)));
    }
    assertThat(shards).hasSize(ShardMap.SHARDS);
    assertThat(shards).allMatch(shard -> shard >= 0 && shard < ShardMap.SHARDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aFewDaemonsAreSharedEvenlyByNodesThatHoldRangesOfShards(int nodes) {
    Map<Integer, Integer> byNode = new HashMap<>();
    for (int id = 1; id <= 8 * nodes; id++) {
      int shard = ShardMap.shardOf(new DaemonId(id));
      byNode.merge(shard / ShardMap.fairShare(nodes), 1, Integer::sum);
    }
    assertThat(byNode).hasSize(nodes);
    assertThat(byNode.values()).allMatch(count -> count >= 5 && count <= 11);
  }
}
