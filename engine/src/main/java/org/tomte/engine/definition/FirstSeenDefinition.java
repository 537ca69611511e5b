package org.tomte.engine.definition;

import java.time.Duration;
import java.util.List;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;

/** The actions are done for the first event of the rule with these values. */
public record FirstSeenDefinition(
    @Setting(value = "Fields whose values are looked at.", example = "[user, country]") @OneOrMany
        List<EventPath> by,
    @Setting(value = "After how long without such an event they are new again.", fallback = "30d")
        Duration forget) {

  /** Checks that there is something to remember. */
  public FirstSeenDefinition {
    if (by.isEmpty() || !forget.isPositive()) {
      throw new IllegalArgumentException(
          "first-seen: by needs a field and forget must be longer than zero");
    }
  }
}
