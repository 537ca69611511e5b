package org.tomte.engine.definition.compile;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.schedule.Schedule;
import org.tomte.engine.timeframe.FrameCondition;
import org.tomte.engine.timeframe.TimeFrames;

/**
 * A daemon that can run: its expressions are compiled and its references found.
 *
 * @param definition as written
 * @param source the connector with what its settings are made of
 * @param events the fields that its events have
 * @param declarations what its expressions may use: event and inputs
 * @param inputs the values of its inputs; those without a value are absent
 * @param schedule when it runs; null when it only runs by hand
 * @param pointer what it says about its pointers
 * @param silenceDuring when silence counts
 * @param rules in order
 * @param unmatched what is done when no rule matches; its id is {@code unmatched}
 * @param timeFrames all time frames, for the timetable
 * @param tables all look-up tables
 */
public record CompiledDaemon(
    DaemonDefinition definition,
    CompiledSource source,
    FieldType.Fields events,
    Declarations declarations,
    SequencedMap<String, Object> inputs,
    @Nullable Schedule schedule,
    PointerSettings pointer,
    FrameCondition silenceDuring,
    List<CompiledRule> rules,
    CompiledRule unmatched,
    TimeFrames timeFrames,
    Tables tables) {

  /** Copies the rules. */
  public CompiledDaemon {
    rules = List.copyOf(rules);
  }

  /** Its name. */
  public String name() {
    return definition.daemon();
  }
}
