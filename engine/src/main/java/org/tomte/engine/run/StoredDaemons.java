package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.yaml.DefinitionFault;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.shard.NodeStore;
import org.tomte.engine.shard.ShardMap;

/**
 * The daemons of the definition store. What did not change since the last look is the same object
 * as before, so that ten thousand daemons cost nothing when one of them is edited.
 */
public final class StoredDaemons implements MemberSource {
  private final DefinitionStore definitions;
  private final CurrentDefinitions documents;
  private final DaemonFactory factory;
  private final Epochs epochs;
  private final NodeStore nodes;
  private final RunServices services;
  private final Map<DaemonId, Kept> kept = new HashMap<>();

  /** A daemon as it was made last. What was compiled is compared as an object, never by content. */
  @SuppressWarnings("ReferenceEquality")
  private record Kept(CompiledDaemon compiled, DaemonFactory.Identity identity, Member member) {
    boolean isOf(CompiledDaemon other) {
      return compiled == other;
    }
  }

  /** Daemons of a store. */
  public StoredDaemons(
      DefinitionStore definitions,
      CurrentDefinitions documents,
      DaemonFactory factory,
      Epochs epochs,
      NodeStore nodes,
      RunServices services) {
    this.definitions = definitions;
    this.documents = documents;
    this.factory = factory;
    this.epochs = epochs;
    this.nodes = nodes;
    this.services = services;
  }

  @Override
  public long version() {
    return definitions.version();
  }

  @Override
  public long moves() {
    return services.pointers().moves();
  }

  @Override
  public List<Loaded> takeOver(Collection<Integer> shards) {
    List<LaneName> lanes =
        heads(shards).stream().map(head -> new LaneName(head.id(), Batch.WHOLE)).toList();
    if (!lanes.isEmpty()) {
      epochs.raise(lanes);
    }
    return load(shards);
  }

  @Override
  public synchronized List<Loaded> load(Collection<Integer> shards) {
    Set<Integer> mine = held(shards);
    List<DaemonHead> heads = heads(mine);
    Validation validation = documents.get();
    Map<DaemonId, Kept> members = new HashMap<>();
    Set<LaneName> otherwise = new HashSet<>();
    for (DaemonHead head : heads) {
      CompiledDaemon compiled = validation.compiled().daemons().get(head.name());
      if (compiled != null && !compiled.source().listens()) {
        members.put(head.id(), member(head, compiled, otherwise));
      }
    }
    Map<LaneName, Long> current = epochsOf(heads, otherwise);
    Set<Integer> stillMine = held(mine);
    List<Loaded> loaded = new ArrayList<>(heads.size());
    for (DaemonHead head : heads) {
      if (!stillMine.contains(ShardMap.shardOf(head.id()))) {
        continue; // its epoch may be that of the node that took over
      }
      CompiledDaemon compiled = validation.compiled().daemons().get(head.name());
      AlarmCause cause = AlarmCause.daemon(head.name(), "definition");
      if (compiled == null) {
        services.alarms().raise(cause, "", why(validation), head.name());
        continue;
      }
      services.alarms().end(cause);
      Kept made = members.get(head.id());
      if (made == null) {
        continue; // a listener: those are on every node, whoever holds the shard
      }
      long epoch = current.getOrDefault(lane(head), 0L);
      loaded.add(
          new Loaded(
              made.member,
              head.enabled(),
              epoch,
              head.created(),
              () -> lastEvent(head, made.member.silence())));
    }
    // Only now: what could not be loaded to its end is raised again next time.
    kept.putAll(members);
    kept.keySet().removeIf(id -> shards.contains(ShardMap.shardOf(id)) && !members.containsKey(id));
    return loaded;
  }

  /**
   * The same member as before where nothing changed.
   *
   * @param otherwise takes the lanes of those that work otherwise than before in one revision:
   *     something that they refer to was edited
   */
  private Kept member(DaemonHead head, CompiledDaemon compiled, Set<LaneName> otherwise) {
    DaemonFactory.Identity identity =
        new DaemonFactory.Identity(head.id(), head.revision(), head.anchor());
    Kept before = kept.get(head.id());
    if (before != null && before.identity.equals(identity)) {
      if (before.isOf(compiled)) {
        return before;
      }
      otherwise.add(lane(head));
    }
    return new Kept(compiled, identity, factory.member(compiled, identity, services));
  }

  @Override
  public OptionalLong epoch(DaemonId daemon) {
    long epoch = epochs.of(List.of(daemon)).getOrDefault(new LaneName(daemon, Batch.WHOLE), 0L);
    return ifHeld(daemon, epoch);
  }

  @Override
  public OptionalLong raiseEpoch(DaemonId daemon) {
    if (!holds(daemon)) {
      return OptionalLong.empty();
    }
    return ifHeld(daemon, epochs.raise(daemon).getOrDefault(new LaneName(daemon, Batch.WHOLE), 0L));
  }

  /**
   * The lease is asked for after the epoch: a node that takes over claims first and raises then, so
   * an epoch seen before a lease that stands is never that of another node.
   */
  private OptionalLong ifHeld(DaemonId daemon, long epoch) {
    return holds(daemon) ? OptionalLong.of(epoch) : OptionalLong.empty();
  }

  private Set<Integer> held(Collection<Integer> shards) {
    Set<Integer> held = new HashSet<>();
    for (int shard : shards) {
      if (nodes.holds(services.node(), shard)) {
        held.add(shard);
      }
    }
    return held;
  }

  private boolean holds(DaemonId daemon) {
    return nodes.holds(services.node(), ShardMap.shardOf(daemon));
  }

  /**
   * The epochs of daemons. One that is still closed is opened, and one that works otherwise than
   * before is raised, as edited ones are: what runs by the old words cannot commit any more.
   */
  private Map<LaneName, Long> epochsOf(List<DaemonHead> heads, Set<LaneName> otherwise) {
    List<DaemonId> ids = heads.stream().map(DaemonHead::id).toList();
    Map<LaneName, Long> current = epochs.of(ids);
    Set<LaneName> raised = new HashSet<>(otherwise);
    for (DaemonHead head : heads) {
      if (!current.containsKey(lane(head))) {
        raised.add(lane(head));
      }
    }
    if (raised.isEmpty()) {
      return current;
    }
    epochs.raise(raised);
    return epochs.of(ids);
  }

  private static LaneName lane(DaemonHead head) {
    return new LaneName(head.id(), Batch.WHOLE);
  }

  private List<DaemonHead> heads(Collection<Integer> shards) {
    Set<Integer> wanted = Set.copyOf(shards);
    return definitions.daemons().stream()
        .filter(head -> wanted.contains(ShardMap.shardOf(head.id())))
        .toList();
  }

  private static String why(Validation validation) {
    return validation.faults().stream()
        .map(DefinitionFault::toString)
        .findFirst()
        .orElse("Its definition cannot be used.");
  }

  /** When a daemon that may not be silent brought something last; asked for those only. */
  private @Nullable Instant lastEvent(DaemonHead head, Member.@Nullable Silence silence) {
    if (silence == null) {
      return null;
    }
    Instant now = services.clock().instant();
    List<Rollups.Bucket> minutes =
        services
            .rollups()
            .funnel(
                head.id(),
                now.minus(silence.noneFor()),
                now.plusSeconds(60),
                Duration.ofMinutes(1));
    return minutes.stream()
        .filter(minute -> minute.counters().of(Stage.NEW) > 0)
        .map(Rollups.Bucket::start)
        .reduce((_, later) -> later)
        .orElse(head.created());
  }
}
