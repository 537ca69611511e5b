package org.tomte.engine.definition.compile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.IncidentTemplateDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.timeframe.TimeFrames;

/**
 * Documents without faults, by name.
 *
 * @param daemons compiled
 * @param timeFrames all time frames
 * @param templates what incidents are opened from
 * @param teams people
 * @param connections accounts and endpoints
 * @param tables look-up tables
 * @param settings what the team set for the data layer
 */
public record CompiledSet(
    SequencedMap<String, CompiledDaemon> daemons,
    TimeFrames timeFrames,
    SequencedMap<String, IncidentTemplateDefinition> templates,
    SequencedMap<String, TeamDefinition> teams,
    SequencedMap<String, ConnectionDefinition> connections,
    Tables tables,
    CaseSettings settings) {

  /** Copies the maps. */
  public CompiledSet {
    daemons = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(daemons));
    templates = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(templates));
    teams = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(teams));
    connections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(connections));
  }
}
