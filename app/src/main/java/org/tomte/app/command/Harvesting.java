package org.tomte.app.command;

import org.tomte.casework.entity.Harvester;
import org.tomte.casework.entity.ObservableHarvester;
import org.tomte.casework.observable.ObservableExtractor;
import org.tomte.engine.definition.compile.Installed;

/** Finds entities as production does, without an instance. */
final class Harvesting {
  private Harvesting() {}

  static Harvester of(Installed installed) {
    return new ObservableHarvester(new ObservableExtractor(installed.own().get()));
  }
}
