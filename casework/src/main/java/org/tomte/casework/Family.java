package org.tomte.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.Incident;

/** Which incidents belong to which: no incident is above itself. */
final class Family {
  private final Session session;
  private final Map<Long, Incident> current;
  private boolean locked;

  /**
   * The family of some incidents.
   *
   * @param current incidents as this command leaves them so far
   */
  Family(Session session, Map<Long, Incident> current) {
    this.session = session;
    this.current = current;
  }

  /** Why an incident cannot belong to another; null when it can. */
  @Nullable String fault(long number, long parent, Cause cause) {
    if (parent == number) {
      return "an incident cannot be its own parent";
    }
    if (!locked) {
      session.transaction().incidents().lockFamily();
      locked = true;
    }
    if (!session.isThere(parent, cause)) {
      return "field 'parent': there is no incident with the number " + parent;
    }
    List<Long> path = new ArrayList<>(List.of(number, parent));
    Long above = parent(parent);
    while (above != null) {
      path.add(above);
      if (above == number) {
        return "field 'parent': %d cannot be above %d, as it is below it already (%s)"
            .formatted(
                parent,
                number,
                String.join(" below ", path.stream().map(String::valueOf).toList()));
      }
      above = parent(above);
    }
    return null;
  }

  private @Nullable Long parent(long number) {
    Incident known = current.get(number);
    return known == null
        ? session.transaction().incidents().parents(Set.of(number)).get(number)
        : known.parent();
  }
}
