package org.tomte.engine.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an event ended as it did.
 *
 * @param instant the instant at which time frames were judged
 * @param revision the definition's revision
 * @param rules every rule in order
 * @param effects what is to be done, in order; empty only when {@code failure} is set or the event
 *     is left out without asking the rules
 * @param matched whether a rule matched; otherwise the effects are those of {@code unmatched}
 * @param failure why the event cannot be worked on (stage and reason) and belongs into quarantine;
 *     null when it can
 */
public record Decision(
    Instant instant,
    int revision,
    List<RuleTrace> rules,
    List<PlannedEffect> effects,
    boolean matched,
    @Nullable Failure failure) {

  /** True when nothing is made: every effect is a discard. */
  public boolean discarded() {
    return failure == null
        && effects.stream().allMatch(planned -> planned.effect() instanceof Effect.Discard);
  }

  /**
   * A stage that failed for this event.
   *
   * @param stage {@code read}, {@code rule}, {@code mapping}, {@code commit}
   * @param reason what is wrong, with which value, and what would be valid
   */
  public record Failure(String stage, String reason) {}
}
