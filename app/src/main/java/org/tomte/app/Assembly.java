package org.tomte.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.tomte.api.Connector;
import org.tomte.app.command.CommandContext.Surroundings;
import org.tomte.app.command.InstanceDoor;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.change.ChangeSignals;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.memory.InMemoryCasework;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.DataParts;
import org.tomte.casework.source.ObjectsConnector;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.search.CelConditions;

/** What the program is put together from. */
public final class Assembly {
  private Assembly() {}

  /** Everything a command may need, made when it is asked for. */
  static Surroundings surroundings(InstantSource clock) {
    return new Surroundings(
        clock,
        Assembly::installed,
        InstanceDoor.once(() -> open(clock)),
        new TomteServices(clock, Assembly::installed),
        MaskedMessage::mask);
  }

  /**
   * The connectors of this program. Those of our own data see an empty data layer; an instance puts
   * its own in their place.
   */
  public static Installed installed() {
    List<Connector<?>> connectors = new ArrayList<>();
    ServiceLoader.load(Connector.class).forEach(connectors::add);
    InMemoryCasework empty = new InMemoryCasework();
    DataParts parts =
        new DataParts(
            empty.reader(),
            empty.feed(),
            new ChangeSignals(empty.feed()),
            _ -> OptionalInt.empty(),
            new CelConditions(),
            FieldCatalogue::standard);
    connectors.addAll(ObjectsConnector.all(parts));
    connectors.add(new ChangesConnector(parts));
    return Installed.of(connectors);
  }

  /** An instance that this call opens and that is closed when the process ends. */
  private static OpenInstance open(InstantSource clock) {
    Instance instance = Instance.open(InstanceSettings.of(System.getenv(), clock));
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(instance::close));
    MaskedMessage.use(instance.masker());
    return instance;
  }
}
