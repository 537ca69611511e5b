package org.tomte.app.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.yaml.Suggestion;

/** Finds connections by the names that people write. */
final class ConnectionFinder {
  private final OpenInstance instance;

  ConnectionFinder(OpenInstance instance) {
    this.instance = instance;
  }

  /** All connections without faults, by name. */
  Map<String, ConnectionDefinition> all() {
    return instance.compiled().compiled().connections();
  }

  /**
   * The connection of a name.
   *
   * @throws CommandFault when there is none, or its definition has faults
   */
  ConnectionDefinition find(String name) {
    ConnectionDefinition found = all().get(name);
    if (found != null) {
      return found;
    }
    String nearest = Suggestion.nearest(name, all().keySet());
    throw new CommandFault(
        ExitCode.USAGE,
        "There is no connection %s, or its definition has faults (tomte definitions check)%s"
            .formatted(
                name,
                nearest == null
                    ? "; there are " + String.join(", ", all().keySet()) + "."
                    : "; did you mean " + nearest + "?"));
  }

  /** The pause that keeps a daemon from running; null when none does. */
  @Nullable Pause pause(@Nullable CompiledDaemon daemon) {
    String connection = daemon == null ? null : daemon.source().connection();
    return connection == null ? null : instance.pauses().of(connection);
  }
}
