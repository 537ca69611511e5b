package org.tomte.app.instance;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DurationText;
import org.tomte.api.FaultKind;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.connectors.egress.AnswerReaction;
import org.tomte.connectors.egress.OutgoingHttp;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.definition.HeartbeatDefinition;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.heartbeat.Heartbeats;

/** Whom this node's heartbeats call, and how. */
final class HeartbeatRuntime {
  private static final String URL = "TOMTE_HEARTBEAT_URL";
  private static final String EVERY = "TOMTE_HEARTBEAT_EVERY";
  private static final String ALLOW_PRIVATE = "TOMTE_HEARTBEAT_ALLOW_PRIVATE";
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1_024;
  private static final String KIND = "heartbeat";

  private final DefinitionStore definitions;
  private final Supplier<Map<String, CompiledDaemon>> daemons;
  private final Heartbeats.@Nullable Target own;

  /**
   * The heartbeats of a node.
   *
   * @param environment names the node's own
   * @throws CommandFault when what it names cannot be called
   */
  HeartbeatRuntime(
      DefinitionStore definitions,
      Supplier<Map<String, CompiledDaemon>> daemons,
      Map<String, String> environment,
      String node) {
    this.definitions = definitions;
    this.daemons = daemons;
    this.own = own(environment, node);
  }

  private static Heartbeats.@Nullable Target own(Map<String, String> environment, String node) {
    String url = environment.getOrDefault(URL, "").strip();
    if (url.isEmpty()) {
      return null;
    }
    try {
      Duration every = DurationText.parse(environment.getOrDefault(EVERY, "1m").strip());
      boolean allowPrivate = environment.getOrDefault(ALLOW_PRIVATE, "").strip().equals("true");
      return new Heartbeats.Target(
          AlarmCause.node(node, KIND), "", "", new HeartbeatDefinition(url, every, allowPrivate));
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(
          ExitCode.USAGE, "%s or %s cannot be used: %s".formatted(URL, EVERY, wrong.getMessage()));
    }
  }

  Heartbeats.Targets targets() {
    Map<String, CompiledDaemon> beating =
        daemons.get().entrySet().stream()
            .filter(entry -> entry.getValue().definition().heartbeat() != null)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<Heartbeats.Target> always = own == null ? List.of() : List.of(own);
    Map<DaemonId, Heartbeats.Target> targets = new HashMap<>();
    if (!beating.isEmpty()) {
      for (DaemonHead head : definitions.daemons()) {
        CompiledDaemon daemon = beating.get(head.name());
        HeartbeatDefinition heartbeat = daemon == null ? null : daemon.definition().heartbeat();
        if (daemon != null && heartbeat != null) {
          targets.put(
              head.id(),
              new Heartbeats.Target(
                  AlarmCause.daemon(head.name(), KIND),
                  daemon.definition().owner(),
                  head.name(),
                  heartbeat));
        }
      }
    }
    return new Heartbeats.Targets(always, targets);
  }

  /** Calls an address by GET, guarded as every request is that goes outside. */
  static void call(
      HeartbeatDefinition heartbeat, UnaryOperator<String> secrets, InstantSource clock)
      throws ConnectorFault, InterruptedException {
    URI address;
    try {
      address = URI.create(secrets.apply(heartbeat.url()));
    } catch (RuntimeException missing) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "url: a secret is missing, or it is no address", missing);
    }
    OutgoingHttp.Limits limits =
        new OutgoingHttp.Limits(heartbeat.allowPrivate(), LONGEST, MOST_BYTES);
    try (OutgoingHttp http = new OutgoingHttp(limits, clock)) {
      OutgoingHttp.Answer answer =
          http.ask(new OutgoingHttp.Asked("GET", address, Map.of(), "text/plain", new byte[0]));
      String what = "The heartbeat at " + address.getHost();
      if (AnswerReaction.of(what, answer) instanceof DeliveryOutcome.Refused refused) {
        throw new ConnectorFault(FaultKind.CONFIGURATION, refused.reason());
      }
    }
  }
}
