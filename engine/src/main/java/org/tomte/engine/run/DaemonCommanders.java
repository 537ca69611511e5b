package org.tomte.engine.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Commanders;
import org.tomte.casework.access.Access;
import org.tomte.casework.source.ChangesSettings;
import org.tomte.casework.source.IncidentsSettings;
import org.tomte.casework.source.ObjectsSettings;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DefinitionStore;

/**
 * What daemons may do: what an analyst may, on what they opened themselves and what is not
 * restricted; on everything when their source says {@code restricted: true}.
 */
public final class DaemonCommanders implements Commanders {
  private final CurrentDefinitions current;
  private final DefinitionStore store;
  private final Map<Integer, String> names = new HashMap<>();

  /** The daemons of these definitions. */
  public DaemonCommanders(CurrentDefinitions current, DefinitionStore store) {
    this.current = current;
    this.store = store;
  }

  @Override
  public Access daemon(int identity) {
    String name = name(identity);
    CompiledDaemon daemon = name == null ? null : current.get().compiled().daemons().get(name);
    return Access.daemon(
        name == null ? "daemon " + identity : name, identity, daemon != null && restricted(daemon));
  }

  /** Whether its definition lets a daemon see what is restricted. */
  static boolean restricted(CompiledDaemon daemon) {
    return switch (daemon.source().checked()) {
      case IncidentsSettings incidents -> incidents.restricted();
      case ChangesSettings changes -> changes.restricted();
      case ObjectsSettings objects -> objects.restricted();
      default -> false;
    };
  }

  /** A daemon that was renamed has another name among the definitions of now. */
  private synchronized @Nullable String name(int identity) {
    String known = names.get(identity);
    if (known == null || !current.get().compiled().daemons().containsKey(known)) {
      names.clear();
      store.daemons().forEach(head -> names.put(head.id().value(), head.name()));
    }
    return names.get(identity);
  }
}
