package org.tomte.engine.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.Connector;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.http.HttpRoutes;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.Installed;

/** Tries connections where runs run, with their secrets, and tells each step. */
public final class ConnectionTrials {
  private static final Logger log = LoggerFactory.getLogger(ConnectionTrials.class);

  /** A trial that takes longer is ended. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Supplier<CompiledSet> definitions;
  private final Installed installed;
  private final UnaryOperator<String> secrets;
  private final UnaryOperator<String> mask;
  private final Place place;
  private final LongSupplier nanoTime;

  /**
   * Where trials happen.
   *
   * @param clock the clock
   * @param folder where relative paths of definitions start
   * @param routes paths under the program's own HTTP port, asked for at each trial; gives null
   *     where it has none
   * @param listening whether a daemon of this name listens here now
   */
  public record Place(
      InstantSource clock,
      Path folder,
      Supplier<@Nullable HttpRoutes> routes,
      Predicate<String> listening) {}

  /**
   * Trials.
   *
   * @param definitions the connections and daemons as they are now
   * @param secrets replaces references in a text by the secrets they name; throws a
   *     RuntimeException with a message for people when one is missing
   * @param mask hides secrets in what is told
   * @param nanoTime a monotonic clock; wall clocks jump
   */
  public ConnectionTrials(
      Supplier<CompiledSet> definitions,
      Installed installed,
      UnaryOperator<String> secrets,
      UnaryOperator<String> mask,
      Place place,
      LongSupplier nanoTime) {
    this.definitions = definitions;
    this.installed = installed;
    this.secrets = secrets;
    this.mask = mask;
    this.place = place;
    this.nanoTime = nanoTime;
  }

  /**
   * Tries a connection.
   *
   * @throws InterruptedException when the caller does not want to wait any more
   */
  public TrialReport test(ConnectionDefinition connection) throws InterruptedException {
    TakenSteps steps = new TakenSteps(nanoTime, mask);
    Thread trial =
        Thread.ofVirtual().name("test-" + connection.name()).start(() -> take(connection, steps));
    try {
      if (!trial.join(LONGEST)) {
        steps.fail(
            FaultKind.UNAVAILABLE,
            "It took longer than %d s.".formatted(LONGEST.toSeconds()),
            "Look whether the server answers at all, and shorten the timeout of the connection.");
      }
    } finally {
      trial.interrupt();
    }
    return new TrialReport(connection.name(), connection.type(), steps.taken());
  }

  private void take(ConnectionDefinition connection, TakenSteps steps) {
    try {
      CompiledSet set = definitions.get();
      ConnectionProbe<?> probe = probe(connection);
      Probing.Ready<?> ready = ready(new Probing(connection, set, secrets), probe, steps);
      ready.run(context(set, connection.name()), steps);
    } catch (ProbeFault fault) {
      steps.fail(fault.kind(), fault.reason(), fault.remedy());
    } catch (ConnectorFault fault) {
      steps.fail(fault.kind(), String.valueOf(fault.getMessage()), remedy(fault.kind()));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException ours) {
      log.error("The test of {} met a fault of Tomte itself", connection.name(), ours);
      steps.fail(
          FaultKind.INTERNAL, "A fault of Tomte itself: " + ours, remedy(FaultKind.INTERNAL));
    }
  }

  private static <P extends Record> Probing.Ready<P> ready(
      Probing probing, ConnectionProbe<P> probe, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    Taken<P> taken = new Taken<>();
    steps.step(
        "settings",
        () -> {
          try {
            taken.ready = probing.ready(probe);
            return "complete, and their secrets are there";
          } catch (RuntimeException incomplete) {
            throw new ProbeFault(
                FaultKind.CONFIGURATION,
                String.valueOf(incomplete.getMessage()),
                "Mend the connection, or store the secret: tomte secret set.",
                incomplete);
          }
        });
    Probing.Ready<P> ready = taken.ready;
    if (ready == null) {
      throw new IllegalStateException("a step that went well found settings");
    }
    return ready;
  }

  /** What a step found. */
  private static final class Taken<P extends Record> {
    private Probing.@Nullable Ready<P> ready;
  }

  private ConnectionProbe<?> probe(ConnectionDefinition connection) throws ProbeFault {
    Connector<?> connector = installed.connectors().get(connection.type());
    ConnectionProbe<?> probe = connector == null ? null : connector.probe();
    if (probe == null) {
      throw new ProbeFault(
          FaultKind.CONFIGURATION,
          connector == null
              ? "There is no connector %s.".formatted(connection.type())
              : "Connections of the type %s connect to nothing that could be tried."
                  .formatted(connection.type()),
          connector == null ? "tomte connectors lists those that there are." : "Nothing is to do.",
          null);
    }
    return probe;
  }

  private ProbeContext context(CompiledSet set, String connection) {
    boolean listening =
        Uses.reading(set, connection).stream()
            .anyMatch(daemon -> place.listening().test(daemon.name()));
    return new ProbeContext(
        connection, listening, place.clock(), place.folder(), place.routes().get());
  }

  /** What helps in general; connectors that know more say more. */
  private static String remedy(FaultKind kind) {
    return switch (kind) {
      case CONFIGURATION -> "Mend the connection's definition; the reason names what.";
      case CREDENTIALS ->
          "Look at user and secret (tomte secret set), and whether the account may log in.";
      case RATE_LIMITED -> "Wait a while; the server asks for that.";
      case UNAVAILABLE -> "Look whether the server runs and whether this machine may reach it.";
      case BAD_DATA -> "Look whether the address is that of the service which is meant.";
      case INTERNAL -> "Tell those who develop Tomte; the log has more.";
    };
  }

  /**
   * When what a connection uses runs out.
   *
   * @throws ProbeFault when it cannot be found out now
   * @throws ConnectorFault when the settings cannot work
   * @throws InterruptedException when it took too long
   */
  public List<Expiry> expiries(ConnectionDefinition connection)
      throws ProbeFault, ConnectorFault, InterruptedException {
    CompiledSet set = definitions.get();
    Connector<?> connector = installed.connectors().get(connection.type());
    ConnectionProbe<?> probe = connector == null ? null : connector.probe();
    return probe == null
        ? List.of()
        : new Probing(connection, set, secrets)
            .ready(probe)
            .expiries(context(set, connection.name()));
  }
}
