package org.tomte.casework.sla;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/**
 * What was promised for some incidents.
 *
 * @param name unique
 * @param scope for which incidents
 * @param frame the time frame whose time counts; null when all time does
 * @param pausedIn statuses in which its clocks stand still
 * @param clocks its clocks
 */
public record SlaPolicy(
    String name,
    Scope scope,
    @Nullable String frame,
    Set<String> pausedIn,
    List<ClockRule> clocks) {

  /** Copies the collections. */
  public SlaPolicy {
    pausedIn = Set.copyOf(pausedIn);
    clocks = List.copyOf(clocks);
  }

  /**
   * For which incidents a policy is: each set that is not empty must name theirs.
   *
   * @param types types of incidents
   * @param severities severities
   * @param templates templates they were opened from
   */
  public record Scope(Set<String> types, Set<String> severities, Set<String> templates) {

    /** For all. */
    public static final Scope ALL = new Scope(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Scope {
      types = Set.copyOf(types);
      severities = Set.copyOf(severities);
      templates = Set.copyOf(templates);
    }

    /** How much it asks for: the policy that asks for most counts. */
    int asks() {
      return (types.isEmpty() ? 0 : 1)
          + (severities.isEmpty() ? 0 : 1)
          + (templates.isEmpty() ? 0 : 1);
    }

    boolean holds(FieldValues fields) {
      return holds(types, fields.text(FieldNames.TYPE))
          && holds(severities, fields.text(FieldNames.SEVERITY))
          && holds(templates, fields.text(FieldNames.TEMPLATE));
    }

    private static boolean holds(Set<String> named, @Nullable String value) {
      return named.isEmpty() || (value != null && named.contains(value));
    }
  }
}
