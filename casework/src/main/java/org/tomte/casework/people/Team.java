package org.tomte.casework.people;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * People who are responsible together.
 *
 * @param name unique
 * @param members log-in names
 * @param addresses where mails to the team go
 * @param quiet the name of the time frame in which it is not to be disturbed; null when it always
 *     may be
 * @param responsibleFor which incidents are its own when nobody says otherwise
 */
public record Team(
    String name,
    Set<String> members,
    List<String> addresses,
    @Nullable String quiet,
    Responsibility responsibleFor) {

  /** Copies the members and addresses. */
  public Team {
    members = Set.copyOf(members);
    addresses = List.copyOf(addresses);
  }

  /**
   * Which incidents a team is responsible for: those that one of the lists names.
   *
   * @param queues names of queues
   * @param categories categories of incidents
   * @param templates names of templates
   * @param everything whether it is also responsible for what no team is named for
   */
  public record Responsibility(
      Set<String> queues, Set<String> categories, Set<String> templates, boolean everything) {

    /** For nothing. */
    public static final Responsibility NONE =
        new Responsibility(Set.of(), Set.of(), Set.of(), false);

    /** Copies the sets. */
    public Responsibility {
      queues = Set.copyOf(queues);
      categories = Set.copyOf(categories);
      templates = Set.copyOf(templates);
    }
  }

  /** The members in order of name. */
  public List<String> sortedMembers() {
    return List.copyOf(new TreeSet<>(members));
  }
}
