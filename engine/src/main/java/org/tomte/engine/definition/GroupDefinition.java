package org.tomte.engine.definition;

import java.time.Duration;
import java.util.List;
import org.tomte.api.Setting;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.definition.yaml.OneOrMany;

/** Events of a rule with equal values share an incident. */
public record GroupDefinition(
    @Setting(value = "Fields whose values must be equal.", example = "[original.campaign]")
        @OneOrMany
        List<EventPath> by,
    @Setting(value = "How long after the first event.", example = "4h") Duration within,
    @Setting(
            value =
                "What an event does when the incident was closed: reopen it, open a new one, or"
                    + " only leave a note.",
            fallback = "new")
        Effect.WhenClosed whenClosed) {

  /** Checks that there is something to group by. */
  public GroupDefinition {
    if (by.isEmpty() || !within.isPositive()) {
      throw new IllegalArgumentException(
          "group: by needs a field and within must be longer than zero");
    }
  }
}
