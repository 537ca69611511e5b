package org.tomte.engine.definition.compile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.observable.OwnAssets;

/**
 * What documents can refer to beside other documents.
 *
 * @param connectors by name
 * @param deliveries the words of actions that send something outside, with their settings
 * @param secrets the names of stored secrets; null when they are not known here
 * @param fields the fields that mappings can set
 * @param own what {@code observables} leaves out, asked for at each call
 */
public record Installed(
    Map<String, Connector<?>> connectors,
    Map<String, Class<? extends Record>> deliveries,
    @Nullable Set<String> secrets,
    FieldCatalogue fields,
    Supplier<OwnAssets> own) {

  /** Copies the maps. */
  public Installed {
    connectors = Map.copyOf(connectors);
    deliveries = Map.copyOf(deliveries);
    secrets = secrets == null ? null : Set.copyOf(secrets);
  }

  /**
   * Connectors alone.
   *
   * @throws IllegalArgumentException when two have one name
   */
  public static Installed of(Collection<? extends Connector<?>> connectors) {
    Map<String, Connector<?>> byName = new LinkedHashMap<>();
    for (Connector<?> connector : connectors) {
      if (byName.put(connector.name(), connector) != null) {
        throw new IllegalArgumentException(
            "two connectors have the name " + connector.name() + "; a name must be unique");
      }
    }
    return new Installed(byName, Map.of(), null, FieldCatalogue.standard(), OwnAssets::none);
  }

  /** The same with these deliveries. */
  public Installed withDeliveries(Map<String, Class<? extends Record>> some) {
    return new Installed(connectors, some, secrets, fields, own);
  }

  /** The same with these secrets. */
  public Installed withSecrets(Set<String> names) {
    return new Installed(connectors, deliveries, names, fields, own);
  }
}
