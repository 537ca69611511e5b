package org.tomte.casework.entity;

import java.util.List;
import org.tomte.casework.observable.Observable;
import org.tomte.casework.observable.ObservableExtractor;

/** Finds entities as the observables of a text; what is the team's own is left out there. */
public final class ObservableHarvester implements Harvester {
  private final ObservableExtractor extractor;

  /** Harvests what this extractor finds. */
  public ObservableHarvester(ObservableExtractor extractor) {
    this.extractor = extractor;
  }

  @Override
  public List<EntityName> harvest(String text) {
    return names(extractor, text);
  }

  static List<EntityName> names(ObservableExtractor extractor, String text) {
    return extractor.extract(text).stream().map(ObservableHarvester::name).toList();
  }

  /** The entity that an observable is. */
  public static EntityName name(Observable observable) {
    return new EntityName(type(observable.kind()), observable.value());
  }

  private static EntityType type(Observable.Kind kind) {
    return switch (kind) {
      case DOMAIN -> EntityType.DOMAIN;
      case EMAIL -> EntityType.EMAIL;
      case FILE -> EntityType.FILE;
      case IP -> EntityType.IP;
      case HASH -> EntityType.HASH;
      case URL -> EntityType.URL;
    };
  }
}
