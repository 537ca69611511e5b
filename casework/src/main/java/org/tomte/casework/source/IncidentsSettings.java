package org.tomte.casework.source;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** The settings of an {@code incidents} source. */
public record IncidentsSettings(
    @Setting(
            value = "Whether incidents are wanted that are open, closed, or any.",
            fallback = "open")
        State state,
    @Setting(value = "Only incidents that were opened longer ago than this.", example = "24h")
        @Nullable Duration ageOver,
    @Setting(
            value = "Only incidents that nobody changed or wrote a note on for longer than this.",
            example = "4h")
        @Nullable Duration idleOver,
    @Setting(
            value =
                "Only incidents without an owner that no person has changed or noted anything on.",
            fallback = "false")
        boolean unattended,
    @Setting(
            value =
                "Whether the daemon's own changes count; without it an incident looks new or"
                    + " changed to a daemon only when somebody else touched it.",
            fallback = "false")
        boolean own,
    @Setting(
            value =
                "Whether restricted incidents are wanted too; without it a daemon sees only those"
                    + " that it opened itself.",
            fallback = "false")
        boolean restricted) {

  /** Which incidents are wanted. */
  public enum State {
    /** Those in a status that is not closed. */
    OPEN,
    /** Those in a closed status. */
    CLOSED,
    /** All. */
    ANY
  }

  /** Without restricted ones. */
  public IncidentsSettings(
      State state,
      @Nullable Duration ageOver,
      @Nullable Duration idleOver,
      boolean unattended,
      boolean own) {
    this(state, ageOver, idleOver, unattended, own, false);
  }

  /** Rejects durations that select nothing or everything. */
  public IncidentsSettings {
    positive("age-over", ageOver);
    positive("idle-over", idleOver);
  }

  private static void positive(String key, @Nullable Duration duration) {
    if (duration != null && !duration.isPositive()) {
      throw new IllegalArgumentException(
          key + " must be a positive duration such as 24h, not " + duration);
    }
  }
}
