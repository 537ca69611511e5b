package org.tomte.engine.keep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.RuleTrace;

/**
 * A decision as it was kept.
 *
 * @param instant the instant at which time frames were judged
 * @param revision the definition's revision
 * @param matched whether a rule matched
 * @param rules every rule in order
 * @param effects what was to be done
 * @param failure why the event went to quarantine; null when it did not
 * @param made what the effects made, see {@link org.tomte.engine.commit.MadeEffects}; null when
 *     nothing
 */
public record StoredDecision(
    Instant instant,
    int revision,
    boolean matched,
    List<RuleTrace> rules,
    List<Planned> effects,
    Decision.@Nullable Failure failure,
    @Nullable String made) {

  /** Copies the lists. */
  public StoredDecision {
    rules = List.copyOf(rules);
    effects = List.copyOf(effects);
  }

  /**
   * An effect that was planned.
   *
   * @param rule the rule's id
   * @param action the action's id
   * @param word the word in {@code do:}
   * @param fields what was rendered; null where an object holds it
   */
  public record Planned(
      String rule, String action, String word, @Nullable Map<String, @Nullable Object> fields) {}
}
