package org.tomte.store.casework;

import org.tomte.casework.access.Access;

/** What of the incidents somebody may know, in SQL as {@code Incident.isSeenBy} says it. */
final class Visibility {

  /** The name under which the asking person is bound. */
  private static final String ASKING = "asking";

  private Visibility() {}

  /**
   * Adds the condition that an incident is not hidden.
   *
   * @param table the name or alias under which the query knows the table of incidents
   */
  static Conditions restrict(Conditions conditions, Access access, String table) {
    if (access.restricted()) {
      return conditions;
    }
    String open = "%s.restricted IS NOT TRUE".formatted(table);
    if (access.kind() != Access.Kind.PERSON) {
      return conditions.and(open);
    }
    String named =
        "(%1$s OR %2$s.owner = :%3$s OR :%3$s = ANY (%2$s.investigators) OR :%3$s = ANY"
            + " (%2$s.visible_to))";
    return conditions.and(named.formatted(open, table, ASKING), ASKING, access.name());
  }
}
