package org.tomte.engine.decision;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An effect that a rule asks for. Unique within an event by (rule, action).
 *
 * @param rule the rule's id, {@code unmatched} for the part after the rules
 * @param action the action's id within the rule
 * @param effect what to do
 * @param condition counted in the commit over all nodes; null when the effect always happens
 */
public record PlannedEffect(
    String rule, String action, Effect effect, @Nullable Condition condition) {

  /** A condition that needs what other events brought. */
  public sealed interface Condition {

    /**
     * Events of the rule with equal values are counted in a window that slides; the effect happens
     * for the event that reaches the count, then not again until a window has passed.
     *
     * @param values the rendered values of {@code count.by}
     * @param over the window's length; positive
     * @param atLeast the count to reach; at least 1
     * @param times how many the event counts as; at least 1
     */
    record Threshold(List<@Nullable Object> values, Duration over, int atLeast, long times)
        implements Condition {

      /** For an event that counts once. */
      public Threshold(List<@Nullable Object> values, Duration over, int atLeast) {
        this(values, over, atLeast, 1);
      }
    }

    /**
     * The effect happens for the first event of the rule with these values.
     *
     * @param values the rendered values of {@code first-seen.by}
     * @param forget after how long without such an event the values count as new; positive
     */
    record FirstSeen(List<@Nullable Object> values, Duration forget) implements Condition {}
  }
}
