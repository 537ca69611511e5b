package org.tomte.app.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.tomte.api.Connector;
import org.tomte.casework.change.ChangeSignals;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.DaemonIdentities;
import org.tomte.casework.source.DataParts;
import org.tomte.casework.source.ObjectsConnector;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.search.CelConditions;

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
  static Installed of(StoreParts stores, ChangeSignals signals, Supplier<CaseSettings> settings) {
    DaemonIdentities identities =
        name ->
            stores
                .definitions()
                .daemon(name)
                .map(head -> OptionalInt.of(head.id().value()))
                .orElse(OptionalInt.empty());
    DataParts parts =
        new DataParts(
            stores.casework(),
            stores.changes(),
            signals,
            identities,
            new CelConditions(),
            () -> settings.get().fields());
    List<Connector<?>> all = outside();
    all.addAll(ObjectsConnector.all(parts));
    all.add(new ChangesConnector(parts));
    return Installed.of(all).withOwn(() -> settings.get().own());
  }
}
