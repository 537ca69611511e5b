package org.tomte.store.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.engine.shard.NodeStore;
import org.tomte.engine.shard.ShardLease;
import org.tomte.engine.shard.ShardMap;
import org.tomte.store.testing.PostgreSql;

@PostgreSql
class JdbiNodesTest {
  private static final Duration TTL = Duration.ofSeconds(30);
  private static final List<Integer> ALL = IntStream.range(0, ShardMap.SHARDS).boxed().toList();

  private final Jdbi jdbi;
  private final JdbiNodes nodes;

  JdbiNodesTest(DataSource source) {
    this.jdbi = Jdbi.create(source);
    this.nodes = new JdbiNodes(jdbi);
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(handle -> {
      handle.execute("DELETE FROM node");
      handle.execute("UPDATE shard SET holder = NULL, lease_until = NULL, settled_until = NULL");
    });
  }

  @Test
  void whatOneNodeHoldsIsNotFreeForAnother() {
    nodes.heartbeat("first", TTL);
    assertThat(nodes.claim("first", ALL, TTL)).hasSize(ShardMap.SHARDS);
    NodeStore.Heartbeat second = nodes.heartbeat("second", TTL);
    assertThat(second.free()).isEmpty();
    assertThat(second.nodes()).isEqualTo(2);
    assertThat(nodes.claim("second", ALL, TTL)).isEmpty();
  }

  @Test
  void anEndedLeaseIsFreeAndItsHolderNoLongerOwnsIt() {
    nodes.heartbeat("first", TTL);
    nodes.claim("first", ALL, TTL);
    endLeases();
    assertThat(nodes.heartbeat("first", TTL).owned()).isEmpty();
    assertThat(nodes.heartbeat("second", TTL).free()).containsExactlyElementsOf(ALL);
  }

  @Test
  void aNodeHoldsWhatItClaimedUntilItsLeaseEnds() {
    nodes.heartbeat("first", TTL);
    nodes.claim("first", List.of(7), TTL);
    assertThat(nodes.holds("first", 7)).isTrue();
    assertThat(nodes.holds("first", 8)).isFalse();
    assertThat(nodes.holds("second", 7)).isFalse();
    endLeases();
    assertThat(nodes.holds("first", 7)).isFalse();
  }

  @Test
  void settlingMovesForwardOnlyAndOnlyForTheHolder() {
    nodes.heartbeat("first", TTL);
    Instant claimed = nodes.claim("first", List.of(5), TTL).getFirst().settledUntil();
    Instant later = claimed.plusSeconds(60);
    nodes.settle("first", Map.of(5, later));
    nodes.settle("first", Map.of(5, claimed.plusSeconds(10)));
    nodes.settle("second", Map.of(5, claimed.plusSeconds(999)));
    nodes.release("first", List.of(5));
    ShardLease again = nodes.claim("second", List.of(5), TTL).getFirst();
    assertThat(again.settledUntil()).isEqualTo(later);
  }

  @Test
  void aNodeThatLeavesFreesItsShards() {
    nodes.heartbeat("first", TTL);
    nodes.claim("first", ALL, TTL);
    assertThat(nodes.nodes()).singleElement().satisfies(n -> assertThat(n.shards()).isEqualTo(64));
    nodes.leave("first");
    assertThat(nodes.nodes()).isEmpty();
    assertThat(nodes.heartbeat("second", TTL).free()).hasSize(ShardMap.SHARDS);
  }

  private void endLeases() {
    jdbi.useHandle(
        handle -> handle.execute("UPDATE shard SET lease_until = now() - interval '1 second'"));
  }
}
