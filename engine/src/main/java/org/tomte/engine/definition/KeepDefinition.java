package org.tomte.engine.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.ByteSize;
import org.tomte.engine.keep.KeepPolicy;

/** How long events are kept with their decisions. */
public record KeepDefinition(
    @Setting(value = "Events that a rule matched or that made something.", fallback = "90d")
        Duration matched,
    @Setting(
            value = "The other events; 7d for sources that are asked, 0s for those that push.",
            example = "7d")
        @Nullable Duration unmatched,
    @Setting(value = "The most bytes of kept events; the oldest go first.", fallback = "2GB")
        ByteSize budget,
    @Setting(value = "How long an event is recognised when it is seen again.", fallback = "400d")
        Duration keys) {

  private static final Duration POLLED = Duration.ofDays(7);

  /** Checks the spans. */
  public KeepDefinition {
    new KeepPolicy(matched, unmatched == null ? POLLED : unmatched, budget.bytes(), keys);
  }

  /**
   * The policy as the retention job works with it.
   *
   * @param listens whether the source pushes; a stream of messages would fill the disk with what
   *     nobody asked for
   */
  public KeepPolicy toPolicy(boolean listens) {
    Duration others = listens ? Duration.ZERO : POLLED;
    return new KeepPolicy(matched, unmatched == null ? others : unmatched, budget.bytes(), keys);
  }
}
