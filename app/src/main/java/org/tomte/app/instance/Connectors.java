package org.tomte.app.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.tomte.api.Connector;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.DaemonIdentities;
import org.tomte.casework.source.IncidentsConnector;
import org.tomte.engine.definition.compile.Installed;

/** What is installed: connectors found on the class path, and those of our own data. */
final class Connectors {
  private Connectors() {}

  /** Connectors that need no instance. */
  private static List<Connector<?>> outside() {
    List<Connector<?>> found = new ArrayList<>();
    for (Connector<?> connector : ServiceLoader.load(Connector.class)) {
      found.add(connector);
    }
    return found;
  }

  /** All connectors of an instance. */
  static Installed of(StoreParts stores, Supplier<OwnAssets> own) {
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
    return Installed.of(all).withOwn(own);
  }
}
