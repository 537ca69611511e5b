package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.FrameCondition;

/** Finds the time frames of {@code during} among its siblings. */
final class FrameCheck {

  private final Known known;
  private final DocumentFaults faults;

  FrameCheck(Known known, DocumentFaults faults) {
    this.known = known;
    this.faults = faults;
  }

  /**
   * The conditions of siblings, in their order; always true after faults.
   *
   * @param durings null where a sibling has none
   * @param paths where each stands
   */
  List<FrameCondition> conditions(List<@Nullable During> durings, List<DocumentPath> paths) {
    boolean named = durings.stream().anyMatch(During.Named.class::isInstance);
    boolean usable = true;
    List<During> siblings = new ArrayList<>();
    for (int i = 0; i < durings.size(); i++) {
      During during = durings.get(i);
      siblings.add(during == null ? During.always() : during);
      usable &= during == null || usable(during, named, paths.get(i));
    }
    return usable
        ? known.timeFrames().resolve(siblings)
        : Collections.nCopies(durings.size(), FrameCondition.ALWAYS);
  }

  private boolean usable(During during, boolean named, DocumentPath path) {
    return switch (during) {
      case During.Always _ -> true;
      case During.Otherwise _ -> {
        if (!named) {
          faults.fault(
              path,
              "otherwise means that no time frame named beside it is open, and none is named; leave"
                  + " during out for always");
        }
        yield named;
      }
      case During.Named(List<String> names) -> {
        boolean all = true;
        for (String name : names) {
          faults.known(path, "the time frame", name, known.names(DefinitionKind.TIME_FRAME));
          all &= known.timeFrames().byName().containsKey(name);
        }
        yield all;
      }
    };
  }
}
