package org.tomte.engine.definition;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Settings;

/** An account or endpoint that daemons share; secrets stand in it as ${secret:name}. */
public record ConnectionDefinition(
    @Setting("The name that source refers to.") String connection,
    @Setting("What it is for.") @Nullable String description,
    @Setting("The connector's name.") String type,
    @Setting("The team that gets its alarms.") @Nullable String owner,
    @Setting(
            value =
                "The day (UTC) from which on its secret, account or certificate is of no use; an"
                    + " alarm comes before.",
            example = "2027-03-01")
        @Nullable LocalDate expires,
    @Setting(value = "How long before something of it runs out an alarm comes.", fallback = "30d")
        Duration warnBefore,
    @Setting("The connector's own settings; a source that uses the connection adds to them.")
        Settings settings)
    implements Definition {

  /** Checks the name. */
  public ConnectionDefinition {
    Names.check("the connection's name", connection);
    if (warnBefore.isNegative()) {
      throw new IllegalArgumentException("warn-before cannot be negative");
    }
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.CONNECTION;
  }

  @Override
  public String name() {
    return connection;
  }
}
