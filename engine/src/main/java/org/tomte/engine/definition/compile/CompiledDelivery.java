package org.tomte.engine.definition.compile;

import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.ActionDefinition.OnlyIf;
import org.tomte.engine.timeframe.FrameCondition;

/**
 * An action that sends something outside.
 *
 * @param id unique in the rule
 * @param word the word in {@code do}
 * @param active when it is done
 * @param onlyIf what must have become of the event; null for anything
 * @param settings its settings, of the record that the delivery registered
 */
public record CompiledDelivery(
    String id, String word, FrameCondition active, @Nullable OnlyIf onlyIf, Record settings) {}
