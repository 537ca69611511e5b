package org.tomte.engine.listen;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.Epochs;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.LimitsDefinition;
import org.tomte.engine.definition.Mode;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.run.CurrentDefinitions;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.shard.NodeStore;

/** The listening daemons of the definition store, as one node sees them. */
public final class StoredListeners implements ListenerSource {

  /** A node that was seen so much earlier than the latest one is dead. */
  private static final Duration DEAD_AFTER = Duration.ofMinutes(10);

  private final DefinitionStore definitions;
  private final CurrentDefinitions documents;
  private final DaemonFactory factory;
  private final Epochs epochs;
  private final NodeStore nodes;
  private final ListenerNode node;

  /** Daemons of a store. */
  public StoredListeners(
      DefinitionStore definitions,
      CurrentDefinitions documents,
      DaemonFactory factory,
      Epochs epochs,
      NodeStore nodes,
      ListenerNode node) {
    this.definitions = definitions;
    this.documents = documents;
    this.factory = factory;
    this.epochs = epochs;
    this.nodes = nodes;
    this.node = node;
  }

  @Override
  public long version() {
    // Both only grow, so any change of either is another sum.
    return definitions.version() + node.pauses().version();
  }

  @Override
  public Map<DaemonId, ListeningDaemon> wanted() {
    Map<String, CompiledDaemon> compiled = documents.get().compiled().daemons();
    Map<DaemonId, ListeningDaemon> wanted = new HashMap<>();
    if (compiled.values().stream().noneMatch(daemon -> daemon.source().listens())) {
      return wanted;
    }
    for (DaemonHead head : definitions.daemons()) {
      CompiledDaemon daemon = compiled.get(head.name());
      if (daemon != null && head.enabled() && mayListen(daemon)) {
        wanted.put(head.id(), listening(daemon, head));
      }
    }
    return wanted;
  }

  private boolean mayListen(CompiledDaemon daemon) {
    String connection = daemon.source().connection();
    boolean paused = connection != null && node.pauses().until(connection) != null;
    return daemon.source().listens() && isHere(daemon) && !paused;
  }

  private boolean isHere(CompiledDaemon daemon) {
    List<String> nodes = daemon.definition().nodes();
    return nodes.isEmpty() || nodes.contains(node.name());
  }

  private ListeningDaemon listening(CompiledDaemon daemon, DaemonHead head) {
    DaemonDefinition definition = daemon.definition();
    CompiledSource source = daemon.source();
    String connection = source.connection();
    LimitsDefinition limits = definition.limits();
    Instant anchor = head.anchor();
    return new ListeningDaemon(
        head.id(),
        new ListeningDaemon.About(
            daemon.name(), definition.owner(), connection == null ? "" : connection),
        "%s %d %s".formatted(daemon.name(), head.revision(), source.settings()),
        () -> open(daemon),
        factory.judge(daemon, new DaemonFactory.Identity(head.id(), head.revision(), anchor)),
        new ListeningDaemon.Handling(
            definition.mode() == Mode.OBSERVE ? Batch.Mode.OBSERVE : Batch.Mode.LIVE,
            definition.keep().toPolicy(true),
            new ListeningDaemon.Limits(limits.page(), limits.bytes().bytes(), limits.deadline()),
            DaemonFactory.silence(daemon),
            Set.copyOf(definition.nodes())));
  }

  private Listener open(CompiledDaemon daemon) throws ConnectorFault {
    CompiledSource source = daemon.source();
    ListenerContext context =
        new ListenerContext(
            daemon.name(), node.lane(), node.clock(), factory.folder(), node.routes());
    return open(source, factory.settings(source), context);
  }

  /** The validator bound the settings to this connector's record, so the cast holds. */
  @SuppressWarnings("unchecked")
  private static Listener open(CompiledSource source, Record settings, ListenerContext context)
      throws ConnectorFault {
    if (source.connector() instanceof ListeningConnector<?> listening) {
      return ((ListeningConnector<Record>) listening).open(settings, context);
    }
    throw new ConnectorFault(
        FaultKind.CONFIGURATION,
        "The connector %s does not listen.".formatted(source.connector().name()));
  }

  @Override
  public long raiseEpoch(DaemonId daemon) {
    forgetDeadLanes(daemon);
    LaneName lane = new LaneName(daemon, node.lane());
    return epochs.raise(List.of(lane)).getOrDefault(lane, 0L);
  }

  /**
   * A process that was killed leaves its lanes behind. One that only seemed dead opens its lane
   * anew when its next commit is stale.
   */
  private void forgetDeadLanes(DaemonId daemon) {
    Set<LaneName> lanes = epochs.of(List.of(daemon)).keySet();
    List<NodeStore.Node> known = nodes.nodes();
    Instant latest =
        known.stream().map(NodeStore.Node::lastSeen).max(Instant::compareTo).orElse(Instant.EPOCH);
    Set<String> alive =
        known.stream()
            .filter(each -> each.lastSeen().plus(DEAD_AFTER).isAfter(latest))
            .map(NodeStore.Node::name)
            .collect(Collectors.toSet());
    List<LaneName> dead =
        lanes.stream()
            .filter(lane -> !lane.lane().equals(Batch.WHOLE) && !lane.lane().equals(node.lane()))
            .filter(lane -> !alive.contains(lane.lane()))
            .toList();
    if (!dead.isEmpty()) {
      epochs.close(dead);
    }
  }

  @Override
  public void closeLane(DaemonId daemon) {
    epochs.close(List.of(new LaneName(daemon, node.lane())));
  }
}
