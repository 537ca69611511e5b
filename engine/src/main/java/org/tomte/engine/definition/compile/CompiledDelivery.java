package org.tomte.engine.definition.compile;

import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.timeframe.FrameCondition;

/**
 * An action that sends something outside.
 *
 * @param id unique in the rule
 * @param word the word in {@code do}
 * @param active when it is done
 * @param connection the connection's name; empty when the connector needs none
 * @param terms whether it goes out, and with which files
 * @param content what it says
 */
public record CompiledDelivery(
    String id,
    String word,
    FrameCondition active,
    String connection,
    DeliveryTerms terms,
    CompiledContent content) {}
