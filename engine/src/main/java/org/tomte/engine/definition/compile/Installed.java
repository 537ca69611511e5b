package org.tomte.engine.definition.compile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.api.DeliveryConnector;
import org.tomte.api.PollingConnector;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.casework.observable.OwnAssets;

/**
 * What documents can refer to beside other documents.
 *
 * @param connectors by name
 * @param deliveries what sends something outside, by the word of its action
 * @param secrets the names of stored secrets; null when they are not known here
 * @param own what {@code observables} leaves out, asked for at each call
 */
public record Installed(
    Map<String, Connector<?>> connectors,
    Map<String, DeliveryConnector<?, ?>> deliveries,
    @Nullable Set<String> secrets,
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
   * @throws IllegalArgumentException when two have one name or one action
   */
  public static Installed of(Collection<? extends Connector<?>> connectors) {
    Map<String, Connector<?>> byName = new LinkedHashMap<>();
    for (Connector<?> connector : connectors) {
      if (byName.put(connector.name(), connector) != null) {
        throw new IllegalArgumentException(
            "two connectors have the name " + connector.name() + "; a name must be unique");
      }
    }
    return new Installed(byName, deliveries(connectors), null, OwnAssets::none);
  }

  private static Map<String, DeliveryConnector<?, ?>> deliveries(
      Collection<? extends Connector<?>> connectors) {
    Map<String, DeliveryConnector<?, ?>> byWord = new LinkedHashMap<>();
    for (Connector<?> connector : connectors) {
      if (connector instanceof DeliveryConnector<?, ?> delivery
          && byWord.put(delivery.action(), delivery) != null) {
        throw new IllegalArgumentException(
            "two connectors offer the action " + delivery.action() + "; it must be unique");
      }
    }
    return byWord;
  }

  /** The names of connectors that events come from. */
  public Set<String> sources() {
    Set<String> names = new TreeSet<>();
    connectors.forEach((name, connector) -> {
      if (connector instanceof PollingConnector<?> || connector instanceof ListeningConnector<?>) {
        names.add(name);
      }
    });
    return names;
  }

  /** The same with what is the team's own. */
  public Installed withOwn(Supplier<OwnAssets> assets) {
    return new Installed(connectors, deliveries, secrets, assets);
  }

  /** The same with these secrets. */
  public Installed withSecrets(Set<String> names) {
    return new Installed(connectors, deliveries, names, own);
  }
}
