package org.tomte.engine.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Shorthand;
import org.tomte.engine.timeframe.During;

/** No event for this long is an alarm. */
@Shorthand("none-for")
public record SilenceDefinition(
    @Setting(value = "How long without an event.", example = "4h") Duration noneFor,
    @Setting("Only time in these time frames counts; always when absent.")
        @Nullable During during) {

  /** Checks the span. */
  public SilenceDefinition {
    if (!noneFor.isPositive()) {
      throw new IllegalArgumentException("silence: none-for must be longer than zero");
    }
  }
}
