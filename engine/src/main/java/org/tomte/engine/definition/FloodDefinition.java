package org.tomte.engine.definition;

import java.time.Duration;
import org.tomte.api.Setting;

/** More objects than this in the span hold the daemon until a person has looked. */
public record FloodDefinition(
    @Setting(value = "How many objects may be made in the span.", example = "200") int objects,
    @Setting(value = "The span.", example = "1h") Duration per) {

  /** Checks the numbers. */
  public FloodDefinition {
    if (objects < 1 || !per.isPositive()) {
      throw new IllegalArgumentException(
          "flood: objects must be at least 1 and per longer than zero");
    }
  }
}
