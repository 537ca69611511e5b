package org.tomte.app.instance;

import java.util.Map;
import java.util.stream.Collectors;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionStore;

/** How much each daemon may keep. */
final class DaemonBudgets {

  private DaemonBudgets() {}

  /** Bytes by daemon. */
  static Map<DaemonId, Long> of(DefinitionStore definitions, CompiledSet compiled) {
    Map<String, DaemonId> ids =
        definitions.daemons().stream().collect(Collectors.toMap(DaemonHead::name, DaemonHead::id));
    return compiled.daemons().values().stream()
        .filter(daemon -> ids.containsKey(daemon.name()))
        .collect(
            Collectors.toMap(
                daemon -> ids.get(daemon.name()),
                daemon -> daemon.definition().keep().budget().bytes()));
  }
}
