package org.tomte.engine.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShardKeeperTest {
  private static final Duration TTL = Duration.ofSeconds(6);

  private final FakeDatabase database = new FakeDatabase();

  @Test
  void aLoneNodeTakesEveryShard() {
    Node alone = new Node("alone");
    alone.keeper.beat();
    assertThat(alone.keeper.held()).hasSize(ShardMap.SHARDS);
    assertThat(alone.started).hasSize(ShardMap.SHARDS);
  }

  @Test
  void aSecondNodeComesToItsFairShareAndNoShardHasTwoHolders() {
    Node first = new Node("first");
    Node second = new Node("second");
    first.keeper.beat();
    second.keeper.beat();
    first.keeper.beat();
    second.keeper.beat();
    assertThat(first.keeper.held()).hasSize(32);
    assertThat(second.keeper.held()).hasSize(32);
    assertThat(first.started).doesNotContainAnyElementsOf(second.started);
  }

  @Test
  void aNodeThatCannotReachTheDatabaseStopsBeforeItsLeasesEnd() {
    Node node = new Node("cut-off");
    node.keeper.beat();
    database.reachable = false;
    database.pass(TTL.multipliedBy(2).dividedBy(3).plusMillis(1));
    node.keeper.beat();
    assertThat(node.started).isEmpty();
    assertThat(database.freeShards()).isEmpty();
  }

  @Test
  void shardsOfADeadNodeAreTakenOver() {
    Node dead = new Node("dead");
    Node heir = new Node("heir");
    dead.keeper.beat();
    database.pass(TTL.plusSeconds(1));
    heir.keeper.beat();
    heir.keeper.beat();
    assertThat(heir.keeper.held()).hasSize(ShardMap.SHARDS);
  }

  @Test
  void aLeaseWhoseClaimWasNeverAnsweredIsClaimedAnew() {
    database.holder.put(5, "amnesic");
    database.until.put(5, database.now.plus(TTL));
    database.lastSeen.put("amnesic", database.now);
    Node amnesic = new Node("amnesic");
    amnesic.keeper.beat();
    assertThat(amnesic.started).contains(5);
  }

  @Test
  void shardsWhoseDaemonsCouldNotBeStartedAreClaimedAnewAndTheOthersGoOn() {
    Node first = new Node("first");
    Node heir = new Node("heir");
    first.keeper.beat();
    heir.keeper.beat();
    first.keeper.beat();
    heir.keeper.beat();
    Set<Integer> own = Set.copyOf(heir.started);
    database.pass(TTL.dividedBy(2));
    heir.keeper.beat();
    database.pass(TTL.dividedBy(2).plusMillis(1));
    heir.refuses = true;
    heir.keeper.beat();
    assertThat(heir.started).isEqualTo(own);
    assertThat(heir.keeper.held()).containsExactlyInAnyOrderElementsOf(own);
    heir.refuses = false;
    heir.keeper.beat();
    assertThat(heir.started).hasSize(ShardMap.SHARDS);
  }

  @Test
  void underRandomPausesAndCutsNoShardIsEverStartedByTwoNodes() {
    for (int seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      FakeDatabase fresh = new FakeDatabase();
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        nodes.add(new Node("n" + i, fresh));
      }
      for (int step = 0; step < 120; step++) {
        fresh.pass(Duration.ofMillis(random.nextInt(900)));
        fresh.reachable = random.nextInt(5) > 0;
        // A node beats at least each second of its own: the supervisor's promise.
        for (Node node : nodes) {
          if (random.nextInt(4) > 0 || fresh.now.isAfter(node.lastBeat.plusSeconds(1))) {
            node.beat();
          }
        }
        Set<Integer> seen = new HashSet<>();
        for (Node node : nodes) {
          for (int shard : node.started) {
            assertThat(seen.add(shard)).as("seed %d step %d shard %d", seed, step, shard).isTrue();
          }
        }
      }
    }
  }

  @Test
  void aCleanLeaveFreesEverythingAtOnce() {
    Node first = new Node("first");
    first.keeper.beat();
    first.keeper.leave();
    assertThat(first.started).isEmpty();
    Node second = new Node("second");
    second.keeper.beat();
    assertThat(second.started).hasSize(ShardMap.SHARDS);
  }

  @Test
  void settlingLeavesOutShardsThatAreNotHeld() {
    Node node = new Node("node");
    node.keeper.beat();
    Instant later = database.now.plusSeconds(60);
    database.holder.remove(3);
    node.keeper.beat();
    node.keeper.settle(Map.of(4, later));
    assertThat(database.settled.get(4)).isEqualTo(later);
  }

  private final class Node implements ShardKeeper.Listener {
    private final Set<Integer> started = new HashSet<>();
    private final ShardKeeper keeper;
    private final FakeDatabase db;
    private Instant lastBeat;
    private boolean refuses;

    Node(String name) {
      this(name, database);
    }

    Node(String name, FakeDatabase db) {
      this.db = db;
      this.lastBeat = db.now;
      this.keeper = new ShardKeeper(db, name, TTL, () -> db.nanos, this);
    }

    void beat() {
      lastBeat = db.now;
      keeper.beat();
    }

    @Override
    public void gained(List<ShardLease> leases) {
      if (refuses) {
        throw new IllegalStateException("the epochs cannot be raised");
      }
      leases.forEach(lease -> started.add(lease.shard()));
    }

    @Override
    public void lost(Set<Integer> shards) {
      started.removeAll(shards);
    }
  }

  /** What the SQL does, in memory, with a clock moved by hand. */
  private static final class FakeDatabase implements NodeStore {
    private Instant now = Instant.parse("2026-11-25T00:00:00Z");
    private long nanos;
    private boolean reachable = true;
    private final Map<Integer, String> holder = new TreeMap<>();
    private final Map<Integer, Instant> until = new TreeMap<>();
    private final Map<Integer, Instant> settled = new TreeMap<>();
    private final Map<String, Instant> lastSeen = new TreeMap<>();

    void pass(Duration time) {
      now = now.plus(time);
      nanos += time.toNanos();
    }

    List<Integer> freeShards() {
      List<Integer> free = new ArrayList<>();
      for (int shard = 0; shard < ShardMap.SHARDS; shard++) {
        Instant end = until.get(shard);
        if (!holder.containsKey(shard) || end == null || !end.isAfter(now)) {
          free.add(shard);
        }
      }
      return free;
    }

    private void require() {
      if (!reachable) {
        throw new IllegalStateException("connection refused");
      }
    }

    @Override
    public Heartbeat heartbeat(String node, Duration timeToLive) {
      require();
      lastSeen.put(node, now);
      List<Integer> owned = new ArrayList<>();
      holder.forEach((shard, name) -> {
        if (name.equals(node) && until.getOrDefault(shard, Instant.EPOCH).isAfter(now)) {
          owned.add(shard);
        }
      });
      owned.forEach(shard -> until.put(shard, now.plus(timeToLive)));
      int living =
          (int) lastSeen.values().stream().filter(seen -> seen.plus(TTL).isAfter(now)).count();
      return new Heartbeat(owned, freeShards(), living);
    }

    @Override
    public List<ShardLease> claim(String node, Collection<Integer> shards, Duration timeToLive) {
      require();
      List<ShardLease> leases = new ArrayList<>();
      Set<Integer> free = new HashSet<>(freeShards());
      for (int shard : shards) {
        if (free.contains(shard)) {
          holder.put(shard, node);
          until.put(shard, now.plus(timeToLive));
          leases.add(new ShardLease(shard, settled.getOrDefault(shard, now)));
        }
      }
      return leases;
    }

    @Override
    public boolean holds(String node, int shard) {
      require();
      return node.equals(holder.get(shard)) && !freeShards().contains(shard);
    }

    @Override
    public void release(String node, Collection<Integer> shards) {
      require();
      shards.forEach(shard -> holder.remove(shard, node));
    }

    @Override
    public void settle(String node, Map<Integer, Instant> settledUntil) {
      require();
      settled.putAll(settledUntil);
    }

    @Override
    public void leave(String node) {
      require();
      holder.values().removeIf(node::equals);
      lastSeen.remove(node);
    }

    @Override
    public List<NodeStore.Node> nodes() {
      return List.of();
    }
  }
}
