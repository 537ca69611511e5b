package org.tomte.engine.definition.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.CountDefinition;
import org.tomte.engine.definition.FirstSeenDefinition;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.timeframe.FrameCondition;

/**
 * A rule.
 *
 * @param id unique in the daemon
 * @param when its condition; null for always
 * @param active when the rule counts
 * @param activeWords the time frames in words, empty for always
 * @param actions what is done, in order
 * @param deliveries what is sent outside, in order
 * @param stop whether later rules are left out after a match
 * @param count how many events the actions wait for; null for none
 * @param firstSeen which values must be new; null for none
 */
public record CompiledRule(
    String id,
    @Nullable Compiled when,
    FrameCondition active,
    String activeWords,
    List<CompiledAction> actions,
    List<CompiledDelivery> deliveries,
    boolean stop,
    @Nullable CountDefinition count,
    @Nullable FirstSeenDefinition firstSeen) {

  /** Copies the lists. */
  public CompiledRule {
    actions = List.copyOf(actions);
    deliveries = List.copyOf(deliveries);
  }
}
