package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import picocli.CommandLine.Command;

/** {@code tomte migrate}. */
@Command(
    name = "migrate",
    description = {
      "Brings the database up to this program's version, which every start does too: useful before"
          + " an upgrade goes live."
    },
    footer = {"", "Example: tomte migrate", "Exit: 0 done, 3 it cannot be opened or migrated."})
final class MigrateCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  MigrateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open(); // opening it migrates
    instance.checks().stream()
        .filter(check -> check.what().equals("schema"))
        .forEach(check -> context.console().line("The schema is at " + check.state() + "."));
    return ExitCode.DONE;
  }
}
