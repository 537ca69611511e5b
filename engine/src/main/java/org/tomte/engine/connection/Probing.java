package org.tomte.engine.connection;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.tomte.api.ConnectorFault;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.definition.yaml.RecordShape;
import org.tomte.engine.definition.yaml.Settings;
import org.tomte.engine.definition.yaml.YamlMap;

/**
 * A probe with the settings of one connection. A connection may lack what its daemons say; then
 * those of the first daemon that reads by it are taken.
 */
final class Probing {
  private final ConnectionDefinition connection;
  private final CompiledSet set;
  private final UnaryOperator<String> secrets;

  /**
   * A connection to be tried.
   *
   * @param secrets replaces references in a text by the secrets they name; throws a
   *     RuntimeException with a message for people when one is missing
   */
  Probing(ConnectionDefinition connection, CompiledSet set, UnaryOperator<String> secrets) {
    this.connection = connection;
    this.set = set;
    this.secrets = secrets;
  }

  /** A probe whose settings are there. */
  record Ready<P extends Record>(ConnectionProbe<P> probe, P settings) {

    void run(ProbeContext context, ProbeSteps steps)
        throws ProbeFault, ConnectorFault, InterruptedException {
      probe.run(settings, context, steps);
    }

    List<Expiry> expiries(ProbeContext context)
        throws ProbeFault, ConnectorFault, InterruptedException {
      return probe.expiries(settings, context);
    }
  }

  /**
   * Finds the settings and their secrets.
   *
   * @throws RuntimeException with a message for people when they are not complete
   */
  <P extends Record> Ready<P> ready(ConnectionProbe<P> probe) {
    Class<P> type = probe.settings();
    List<CompiledDaemon> daemons = Uses.reading(set, connection.name());
    try {
      return new Ready<>(probe, resolved(connection.settings(), type));
    } catch (IllegalArgumentException incomplete) {
      if (daemons.isEmpty()) {
        throw incomplete;
      }
      return new Ready<>(probe, resolved(daemons.getFirst().source().settings(), type));
    }
  }

  private <P extends Record> P resolved(Settings settings, Class<P> type) {
    Set<String> keys =
        RecordShape.of(type).components().stream()
            .map(RecordShape.Component::key)
            .collect(Collectors.toSet());
    YamlMap map = settings.map();
    YamlMap needed =
        new YamlMap(
            map.place(),
            map.entries().stream().filter(entry -> keys.contains(entry.key().text())).toList());
    return CompiledSource.resolved(new Settings(needed), type, secrets);
  }
}
