package org.tomte.engine.definition;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
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
        List<String> alarmsBy)
    implements Definition {

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
