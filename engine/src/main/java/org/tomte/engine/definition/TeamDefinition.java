package org.tomte.engine.definition;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.people.Team;
import org.tomte.engine.definition.yaml.OneOrMany;

/** People who own daemons and incidents. */
public record TeamDefinition(
    @Setting("The name that owner refers to.") String team,
    @Setting("What the team does.") @Nullable String description,
    @Setting(value = "The log-in names of its members.", fallback = "[]") Set<String> members,
    @Setting(value = "Mail addresses that get its alarms.", fallback = "[]") List<String> addresses,
    @Setting(
            value =
                "The connections by which its alarms go out; the only one of type smtp when"
                    + " absent.",
            fallback = "[]")
        @OneOrMany
        List<String> alarmsBy,
    @Setting("The time frame in which it is not to be disturbed.") @Nullable String quiet,
    @Setting(value = "Which incidents are its own when nobody says otherwise.", fallback = "{}")
        Responsibility responsibleFor)
    implements Definition {

  /** Which incidents a team is responsible for. */
  public record Responsibility(
      @Setting(value = "Names of queues.", fallback = "[]") Set<String> queues,
      @Setting(value = "Categories of incidents.", fallback = "[]") Set<String> categories,
      @Setting(value = "Templates that incidents are opened from.", fallback = "[]")
          Set<String> templates,
      @Setting(value = "Whether it has what no other team is named for.", fallback = "false")
          boolean everythingElse) {}

  /** The team as incidents are given to it. */
  public Team toTeam() {
    return new Team(
        team,
        members,
        addresses,
        quiet,
        new Team.Responsibility(
            responsibleFor.queues(),
            responsibleFor.categories(),
            responsibleFor.templates(),
            responsibleFor.everythingElse()));
  }

  /** Checks the name and the addresses. */
  public TeamDefinition {
    Names.check("the team's name", team);
    addresses.forEach(MailAddress::check);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.TEAM;
  }

  @Override
  public String name() {
    return team;
  }
}
