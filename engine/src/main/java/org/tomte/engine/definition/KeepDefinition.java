package org.tomte.engine.definition;

import java.time.Duration;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.ByteSize;
import org.tomte.engine.keep.KeepPolicy;

/** How long events are kept with their decisions. */
public record KeepDefinition(
    @Setting(value = "Events that a rule matched or that made something.", fallback = "90d")
        Duration matched,
    @Setting(value = "The other events.", fallback = "7d") Duration unmatched,
    @Setting(value = "The most bytes of kept events; the oldest go first.", fallback = "2GB")
        ByteSize budget,
    @Setting(value = "How long an event is recognised when it is seen again.", fallback = "400d")
        Duration keys) {

  /** Checks the spans. */
  public KeepDefinition {
    new KeepPolicy(matched, unmatched, budget.bytes(), keys);
  }

  /** The policy as the retention job works with it. */
  public KeepPolicy toPolicy() {
    return new KeepPolicy(matched, unmatched, budget.bytes(), keys);
  }
}
