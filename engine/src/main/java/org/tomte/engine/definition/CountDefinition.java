package org.tomte.engine.definition;

import java.time.Duration;
import java.util.List;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;

/** Events with equal values are counted in a sliding window, over all nodes. */
public record CountDefinition(
    @Setting(value = "Fields whose values must be equal.", fallback = "[]", example = "[source.ip]")
        @OneOrMany
        List<EventPath> by,
    @Setting(value = "The window's length.", example = "10m") Duration over,
    @Setting(value = "The count to reach.", example = "5") int atLeast) {

  /** Checks the numbers. */
  public CountDefinition {
    if (!over.isPositive() || atLeast < 1) {
      throw new IllegalArgumentException(
          "count: over must be longer than zero and at-least 1 or more");
    }
  }
}
