package org.tomte.engine.definition.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.ActionDefinition;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.RuleDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.timeframe.During;

/** Warns of rules that can be right one by one and are probably not meant together. */
final class RuleAdvice {

  private static final DocumentPath RULES = DocumentPath.ROOT.key("rules");

  private final DaemonDefinition daemon;
  private final DocumentFaults faults;

  RuleAdvice(DaemonDefinition daemon, DocumentFaults faults) {
    this.daemon = daemon;
    this.faults = faults;
  }

  void give() {
    unreachable();
    twofold();
  }

  /** A rule without a condition that stops lets no event further. */
  private void unreachable() {
    List<RuleDefinition> rules = daemon.rules();
    for (int i = 0; i < rules.size(); i++) {
      if (!rules.get(i).stop() || !isUnconditional(rules.get(i))) {
        continue;
      }
      for (int later = i + 1; later < rules.size(); later++) {
        faults.warning(
            RULES.index(later),
            "no event reaches rule "
                + rules.get(later).id()
                + ": rule "
                + rules.get(i).id()
                + " before it matches always and stops",
            null);
      }
      return;
    }
  }

  private static boolean isUnconditional(RuleDefinition rule) {
    boolean always = rule.when() == null || rule.when().text().strip().equals("true");
    return always && rule.during() == null;
  }

  private void twofold() {
    List<RuleDefinition> rules = daemon.rules();
    for (int later = 1; later < rules.size(); later++) {
      for (int i = 0; i < later; i++) {
        if (bothCreate(rules.get(i), rules.get(later))) {
          faults.warning(
              RULES.index(later),
              "rules "
                  + rules.get(i).id()
                  + " and "
                  + rules.get(later).id()
                  + " can both create for one event; end the first by stop: true, or leave it if"
                  + " that is meant",
              null);
          break;
        }
      }
    }
  }

  private static boolean bothCreate(RuleDefinition first, RuleDefinition second) {
    return !first.stop()
        && !exclude(first.during(), second.during())
        && creates(first)
        && creates(second);
  }

  private static boolean exclude(@Nullable During first, @Nullable During second) {
    return (first instanceof During.Named && second instanceof During.Otherwise)
        || (first instanceof During.Otherwise && second instanceof During.Named);
  }

  private static boolean creates(RuleDefinition rule) {
    return rule.then().stream()
        .anyMatch(action ->
            switch (action) {
              case ActionDefinition.AddToTriage _, ActionDefinition.CreateIncident _ -> true;
              case ActionDefinition.Discard _,
                  ActionDefinition.UpdateIncident _,
                  ActionDefinition.AddNote _,
                  ActionDefinition.CloseIncident _,
                  ActionDefinition.ChangeIncidentStatus _,
                  ActionDefinition.AttachToIncident _,
                  ActionDefinition.CreateTask _,
                  ActionDefinition.SetTaskProgress _,
                  ActionDefinition.CloseTask _,
                  ActionDefinition.AddIndicator _,
                  ActionDefinition.Delivery _ ->
                  false;
            });
  }
}
