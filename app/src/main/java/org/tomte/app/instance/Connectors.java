package org.tomte.app.instance;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.tomte.api.Connector;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.DaemonIdentities;
import org.tomte.casework.source.IncidentsConnector;
import org.tomte.engine.definition.compile.Installed;

/** What is installed: connectors found on the class path, and those of our own data. */
public final class Connectors {
  private Connectors() {}

  /** Connectors that need no instance. */
  public static List<Connector<?>> outside() {
    List<Connector<?>> found = new ArrayList<>();
    for (Connector<?> connector : ServiceLoader.load(Connector.class)) {
      found.add(connector);
    }
    return found;
  }

  /** What is installed, for work on definitions without an instance: our own data is empty there. */
  public static Installed offline(InstantSource clock) {
    InMemoryCasework nothing = new InMemoryCasework();
    List<Connector<?>> all = outside();
    all.add(new IncidentsConnector(nothing.reader(), _ -> OptionalInt.empty()));
    all.add(new ChangesConnector(nothing.feed(), nothing.reader(), _ -> OptionalInt.empty()));
    return Installed.of(all);
  }

  /** All connectors of an instance. */
  static Installed of(StoreParts stores) {
    DaemonIdentities identities =
        name ->
            stores
                .definitions()
                .daemon(name)
                .map(head -> OptionalInt.of(head.id().value()))
                .orElse(OptionalInt.empty());
    List<Connector<?>> all = outside();
    all.add(new IncidentsConnector(stores.casework(), identities));
    all.add(new ChangesConnector(stores.changes(), stores.casework(), identities));
    return Installed.of(all);
  }
}
