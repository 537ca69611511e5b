package org.tomte.engine.definition;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.access.Role;
import org.tomte.casework.people.Person;

/** Somebody who works here. */
public record UserDefinition(
    @Setting(value = "The log-in name.", example = "ann") String user,
    @Setting("As colleagues know them.") @Nullable String fullName,
    @Setting("Where mails to them go.") @Nullable String mail,
    @Setting(value = "What they may do: viewer, analyst, engineer or administrator.") Role role,
    @Setting(
            value = "The zone in which they see times; that of the system when absent.",
            example = "Europe/Berlin")
        @Nullable ZoneId zone,
    @Setting(value = "Whether they may log in and be given work.", fallback = "true")
        boolean active)
    implements Definition {

  /** Checks the name and the address. */
  public UserDefinition {
    Names.check("the user's name", user);
    if (mail != null) {
      MailAddress.check(mail);
    }
  }

  /** The person. */
  public Person toPerson() {
    return new Person(user, fullName, mail, role, zone, active);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.USER;
  }

  @Override
  public String name() {
    return user;
  }
}
