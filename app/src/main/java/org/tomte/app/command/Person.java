package org.tomte.app.command;

import java.time.Instant;
import org.tomte.app.instance.Acting;
import org.tomte.casework.access.Role;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.Definitions;
import picocli.CommandLine.Option;

/** Who calls, and why: kept in histories. */
final class Person {
  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; kept in the history.")
  private String why = "";

  /** The name of whoever acts: the user of this machine, or the one they act as. */
  static String name() {
    return Acting.current().map(acting -> acting.access().name()).orElseGet(Person::operator);
  }

  /** The name of the user of this machine. */
  static String operator() {
    String user = System.getProperty("user.name", "");
    return user.isBlank() ? "command-line" : user;
  }

  String why() {
    return why;
  }

  Author author(Instant now) {
    return new Author(name(), why, now);
  }

  Definitions.Who who() {
    Role role = Acting.current().map(acting -> acting.access().role()).orElse(Role.ADMINISTRATOR);
    return new Definitions.Who(name(), why, role);
  }
}
