package org.tomte.engine.definition.compile;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DefinitionFault;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Settings;

/**
 * A connector with the settings of a daemon's source and its connection.
 *
 * @param connector the connector
 * @param connection the connection's name; null when the source has none
 * @param settings the settings as written, those of the connection first; references to secrets are
 *     kept as text
 * @param checked the settings record with references kept as text, for what needs no secret
 */
public record CompiledSource(
    Connector<?> connector, @Nullable String connection, Settings settings, Record checked) {

  /** Whether the source pushes. */
  public boolean listens() {
    return connector instanceof ListeningConnector<?>;
  }

  /**
   * The settings record for a run.
   *
   * @param secrets replaces each reference in a text by what it refers to
   * @throws IllegalArgumentException when the settings cannot work with these secrets; the message
   *     names the key, never the value
   */
  public Record resolved(UnaryOperator<String> secrets) {
    return resolved(settings, connector.settings(), secrets);
  }

  /**
   * Any settings record with the secrets that its texts refer to.
   *
   * @throws IllegalArgumentException when the settings cannot work with these secrets; the message
   *     names the key, never the value
   */
  public static <S extends Record> S resolved(
      Settings settings, Class<S> type, UnaryOperator<String> secrets) {
    FaultList faults = new FaultList();
    S bound =
        new Binder(faults)
            .bind(settings.withTexts(secrets).map(), type, DocumentPath.ROOT)
            .orElse(null);
    if (bound == null || faults.count() > 0) {
      String keys =
          String.join(
              ", ", faults.faults().stream().map(DefinitionFault::path).distinct().toList());
      throw new IllegalArgumentException(
          "the settings " + keys + " do not work with the secrets they refer to");
    }
    return bound;
  }
}
