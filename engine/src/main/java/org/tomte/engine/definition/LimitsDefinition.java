package org.tomte.engine.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.ByteSize;

/** How much a run may do. */
public record LimitsDefinition(
    @Setting(value = "The most events of one run.", fallback = "10000") int perRun,
    @Setting(value = "The most events of one page.", fallback = "500") int page,
    @Setting(value = "The most bytes of raw events that a page holds.", fallback = "32MB")
        ByteSize bytes,
    @Setting(
            value = "Whether a run that reached per-run is followed at once by another.",
            fallback = "run-again")
        WhenFull whenFull,
    @Setting(value = "After this a run stops with its pointer safe.", fallback = "5m")
        Duration deadline,
    @Setting("When so many objects are made that a person must look first.")
        @Nullable FloodDefinition flood) {

  /** What a run that reached its most events does. */
  public enum WhenFull {
    /** The next run starts at once. */
    RUN_AGAIN,
    /** The rest waits for the next planned run. */
    WAIT
  }

  /** Checks the numbers. */
  public LimitsDefinition {
    positive("per-run", perRun);
    positive("page", page);
    if (bytes.bytes() < 1) {
      throw new IllegalArgumentException("limits: bytes must be positive");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("limits: deadline must be longer than zero");
    }
  }

  private static void positive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("limits: " + key + " must be at least 1, not " + value);
    }
  }
}
