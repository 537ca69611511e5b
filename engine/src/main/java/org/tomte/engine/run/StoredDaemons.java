package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

/** The daemons of the definition store, compiled once for each state of the store. */
public final class StoredDaemons implements MemberSource {
  private final DefinitionStore definitions;
  private final CurrentDefinitions documents;
  private final DaemonFactory factory;
  private final Epochs epochs;
  private final NodeStore nodes;
  private final RunServices services;

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
  public List<Loaded> takeOver(Collection<Integer> shards) {
    List<LaneName> lanes =
        heads(shards).stream().map(head -> new LaneName(head.id(), Batch.WHOLE)).toList();
    if (!lanes.isEmpty()) {
      epochs.raise(lanes);
    }
    return load(shards);
  }

  @Override
  public List<Loaded> load(Collection<Integer> shards) {
    List<DaemonHead> heads = heads(shards);
    Map<LaneName, Long> current = epochsOf(heads);
    Validation validation = documents.get();
    List<Loaded> loaded = new ArrayList<>(heads.size());
    for (DaemonHead head : heads) {
      CompiledDaemon compiled = validation.compiled().daemons().get(head.name());
      AlarmCause cause = AlarmCause.daemon(head.name(), "definition");
      if (compiled == null) {
        services.alarms().raise(cause, "", why(validation), head.name());
        continue;
      }
      services.alarms().end(cause);
      if (compiled.source().listens()) {
        continue; // listeners are on every node, whoever holds the shard
      }
      loaded.add(loaded(head, compiled, current.getOrDefault(lane(head), 0L)));
    }
    return loaded;
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

  private boolean holds(DaemonId daemon) {
    return nodes.holds(services.node(), ShardMap.shardOf(daemon));
  }

  private Loaded loaded(DaemonHead head, CompiledDaemon compiled, long epoch) {
    DaemonFactory.Identity identity =
        new DaemonFactory.Identity(head.id(), head.revision(), head.anchor());
    Member member = factory.member(compiled, identity, services);
    return new Loaded(
        member, head.enabled(), epoch, head.created(), lastEvent(head, member.silence()));
  }

  private Map<LaneName, Long> epochsOf(List<DaemonHead> heads) {
    List<DaemonId> ids = heads.stream().map(DaemonHead::id).toList();
    Map<LaneName, Long> current = epochs.of(ids);
    Set<LaneName> closed = new HashSet<>();
    for (DaemonHead head : heads) {
      if (!current.containsKey(lane(head))) {
        closed.add(lane(head));
      }
    }
    if (closed.isEmpty()) {
      return current;
    }
    epochs.raise(closed);
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
