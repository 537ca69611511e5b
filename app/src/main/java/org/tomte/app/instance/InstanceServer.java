package org.tomte.app.instance;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.listen.ListenerFleet;
import org.tomte.engine.observe.CountersJson;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.Fleet;
import org.tomte.store.postgres.EmbeddedPostgres;
import org.tomte.store.postgres.ProcessIdentity;
import org.tomte.store.postgres.RunFile;
import org.tomte.store.postgres.RunningInstance;
import org.tomte.web.CommandRunner;
import org.tomte.web.Health;
import org.tomte.web.WebServer;

/** A running instance: its daemons, its HTTP port, and the file by which calls find it. */
public final class InstanceServer implements AutoCloseable {
  private static final List<Stage> LISTENING =
      List.of(Stage.READ, Stage.DROPPED, Stage.REFUSED, Stage.TRUNCATED, Stage.RESYNCHRONISED);

  private final Instance instance;
  private final WebServer web;
  private final RunFile runFile;
  private final String host;

  private InstanceServer(Instance instance, WebServer web, String host) {
    this.host = host;
    this.instance = instance;
    this.web = web;
    this.runFile = new RunFile(instance.home());
  }

  /**
   * Starts the port, then the daemons, then tells where it is.
   *
   * @param host where to listen; loopback unless an operator says otherwise
   * @param port 0 for any free one
   * @param commands runs the command lines of attached calls
   */
  public static InstanceServer start(
      Instance instance, String host, int port, CommandRunner commands) {
    String token = token();
    PrometheusMeterRegistry metrics = metrics(instance);
    WebServer web =
        WebServer.start(
            new WebServer.Settings(host, port, token),
            new WebServer.Parts(() -> health(instance), metrics, commands, instance.hooks()));
    instance.hooks().reachedAt(localAddress(host, web.port()));
    InstanceServer server = new InstanceServer(instance, web, host);
    try {
      instance.startNode();
      server.tellWhereItIs(token);
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  private static String token() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private void tellWhereItIs(String token) {
    @Nullable String passwordFile =
        instance.database().embeddedState() == null
            ? null
            : instance.home().databasePasswordFile().toString();
    runFile.write(
        new RunningInstance(
            ProcessIdentity.current(),
            instance.clock().instant(),
            localAddress(host, web.port()),
            token,
            new RunningInstance.Access(
                instance.database().address().url(),
                instance.database().address().user(),
                passwordFile)));
  }

  /**
   * Where a call on this machine reaches a server that listens there: a server on all addresses is
   * on loopback too, one on a single address is on no other.
   */
  static String localAddress(String host, int port) {
    String near =
        switch (host) {
          case "0.0.0.0", "" -> "127.0.0.1";
          case "::", "[::]", "0:0:0:0:0:0:0:0" -> "[::1]";
          default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    return "http://" + near + ":" + port;
  }

  private static Health health(Instance instance) {
    Map<String, String> parts = new TreeMap<>();
    EmbeddedPostgres.State state = instance.database().embeddedState();
    parts.put("database", state == null ? "external" : state.toString());
    boolean reachable = true;
    try {
      instance.jdbi().useHandle(handle -> handle.execute("SELECT 1"));
      parts.put("connection", "ok");
    } catch (RuntimeException unreachable) {
      reachable = false;
      parts.put("connection", instance.masker().maskedMessage(unreachable));
    }
    Fleet fleet = instance.node().fleet();
    parts.put("daemons", fleet.size() + " here, " + fleet.running() + " running");
    parts.put("listeners", instance.node().listeners().size() + " here");
    return new Health(reachable, parts);
  }

  private static PrometheusMeterRegistry metrics(Instance instance) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Fleet fleet = instance.node().fleet();
    Gauge.builder("tomte_daemons", fleet, Fleet::size)
        .description("Daemons on this node")
        .register(registry);
    Gauge.builder("tomte_runs_in_progress", fleet, Fleet::running)
        .description("Runs that go on now")
        .register(registry);
    FunctionCounter.builder("tomte_runs_started", instance.journal(), j -> j.runsStarted())
        .description("Runs started since the process began")
        .register(registry);
    for (double share : new double[] {0.5, 0.99, 1.0}) {
      Gauge.builder(
              "tomte_start_lateness_seconds",
              instance.journal(),
              j -> j.lateness().percentile(share).toNanos() / 1e9)
          .tag("quantile", String.valueOf(share))
          .description("How late runs started, since the process began")
          .register(registry);
    }
    listenerMetrics(instance.node().listeners(), registry);
    Gauge.builder("tomte_alarms_open", instance, i -> i.alarms().open().size())
        .description("Open alarms")
        .register(registry);
    return registry;
  }

  private static void listenerMetrics(ListenerFleet listeners, PrometheusMeterRegistry registry) {
    for (Stage stage : LISTENING) {
      FunctionCounter.builder("tomte_listener_messages", listeners, each -> each.totals().of(stage))
          .tag("stage", CountersJson.word(stage))
          .description("Messages to listening daemons on this node since the process began")
          .register(registry);
    }
  }

  /** The port it listens on. */
  public int port() {
    return web.port();
  }

  /** The instance. */
  public Instance instance() {
    return instance;
  }

  /** Stops listening; the instance is closed by whoever opened it. */
  @Override
  public void close() {
    runFile.remove();
    web.close();
  }
}
