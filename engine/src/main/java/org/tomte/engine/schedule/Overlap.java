package org.tomte.engine.schedule;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens when a daemon is due while its last run still goes on ({@code if-running}). */
public enum Overlap {
  /** The due instant is skipped and counted. */
  SKIP,
  /** The due instant waits until the run ends; at most one waits, the latest. */
  QUEUE,
  /** The run is cancelled and the due instant starts after it. */
  CANCEL;

  /** The decision about a due instant. */
  public sealed interface Decision {}

  /** Starts at once: nothing runs. */
  public record Start() implements Decision {}

  /** Does not run; is counted as skipped. */
  public record Skip() implements Decision {}

  /**
   * Waits until the run ends.
   *
   * @param replaced the instant that waited before and is now counted as skipped
   */
  public record Wait(Optional<Instant> replaced) implements Decision {}

  /**
   * The run is cancelled; the due instant starts when the run has ended.
   *
   * @param replaced the instant that waited before and is now counted as skipped
   */
  public record CancelThenStart(Optional<Instant> replaced) implements Decision {}

  /**
   * Decides.
   *
   * @param running whether a run of the daemon goes on
   * @param waiting the planned instant that waits already, or null
   */
  public Decision decide(boolean running, @Nullable Instant waiting) {
    if (!running) {
      return new Start();
    }
    return switch (this) {
      case SKIP -> new Skip();
      case QUEUE -> new Wait(Optional.ofNullable(waiting));
      case CANCEL -> new CancelThenStart(Optional.ofNullable(waiting));
    };
  }
}
