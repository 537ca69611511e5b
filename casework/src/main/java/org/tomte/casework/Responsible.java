package org.tomte.casework;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.people.Team;
import org.tomte.casework.people.Team.Responsibility;

/**
 * The team that is responsible for a new incident when nobody named one.
 *
 * @param team its name
 * @param why a sentence for the history
 */
record Responsible(String team, String why) {

  /**
   * By queue, then category, then template, then the team for everything else; in the end the first
   * by name, so that it is never nobody. Of several teams the first by name counts. Empty when
   * there is no team at all.
   */
  static Optional<Responsible> of(Collection<Team> teams, FieldValues fields, String template) {
    String queue = fields.text(FieldNames.QUEUE);
    String category = fields.text(FieldNames.CATEGORY);
    return named(teams, "the queue", queue, of -> holds(of.queues(), queue))
        .or(() -> named(teams, "the category", category, of -> holds(of.categories(), category)))
        .or(() -> named(teams, "the template", template, of -> holds(of.templates(), template)))
        .or(() ->
            first(teams, Responsibility::everything)
                .map(team -> of(team, "is responsible for everything else")))
        .or(() ->
            first(teams, _ -> true)
                .map(team -> of(team, "is the first by name; no team is responsible for it")));
  }

  private static boolean holds(Collection<String> names, @Nullable String name) {
    return name != null && names.contains(name);
  }

  private static Optional<Responsible> named(
      Collection<Team> teams, String what, @Nullable String name, Predicate<Responsibility> takes) {
    return first(teams, takes)
        .map(team -> of(team, "is responsible for %s '%s'".formatted(what, name)));
  }

  private static Optional<Team> first(Collection<Team> teams, Predicate<Responsibility> takes) {
    return teams.stream().filter(team -> takes.test(team.responsibleFor())).findFirst();
  }

  private static Responsible of(Team team, String why) {
    return new Responsible(team.name(), "%s %s.".formatted(team.name(), why));
  }
}
