package org.tomte.engine.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;
import org.tomte.engine.timeframe.During;

/** A condition with actions. */
public record RuleDefinition(
    @Setting("The rule's id, unique in the daemon.") String id,
    @Setting("A CEL condition; always true when absent.") @Nullable ExpressionText when,
    @Setting("The time frames in which the rule counts, or otherwise; always when absent.")
        @Nullable During during,
    @Setting(value = "What is done, in order.", example = "[{do: discard, reason: newsletter}]")
        @OneOrMany
        List<ActionDefinition> then,
    @Setting(value = "Whether later rules are left out after a match.", fallback = "false")
        boolean stop,
    @Setting("The actions wait until so many events came.") @Nullable CountDefinition count,
    @Setting("The actions are for values that were not seen before.")
        @Nullable FirstSeenDefinition firstSeen) {

  /** The id under which the part after the rules is recorded. */
  public static final String UNMATCHED = "unmatched";

  /** Checks what fits together. */
  public RuleDefinition {
    Names.check("the rule's id", id);
    if (id.equals(UNMATCHED)) {
      throw new IllegalArgumentException(
          "the rule's id unmatched is taken by the part after the rules");
    }
    if (then.isEmpty()) {
      throw new IllegalArgumentException(
          "rule " + id + " has no actions; to keep events out write {do: discard, reason: ...}");
    }
    if (count != null && firstSeen != null) {
      throw new IllegalArgumentException(
          "rule " + id + " has count and first-seen; write two rules");
    }
  }
}
