package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte incident break-glass}. */
@Command(
    name = "break-glass",
    description = {
      "Lets an administrator into a restricted incident that does not name them. A note on the",
      "incident and the audit say so."
    },
    footer = {
      "",
      "Example: tomte incident break-glass 17 --why \"ann is ill, the ransom note is due today\"",
      "Exit: 0 done, 1 it is not restricted, 2 no such incident, 3 no instance."
    })
final class BreakGlassCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Parameters(paramLabel = "NUMBER", description = "The incident's number.")
  private long number;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why; the people it was kept for read it.")
  private String why = "";

  BreakGlassCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Outcome<?> outcome =
        instance.commands().inTransaction(Person.name(), c -> c.breakGlass(number, why));
    if (outcome instanceof Outcome.Refused<?> refused) {
      int exit = refused.why() == Outcome.Refusal.BAD_STATE ? ExitCode.DIFFERS : ExitCode.USAGE;
      throw new CommandFault(exit, refused.reason());
    }
    context.console().line("%s takes part in incident %d now.".formatted(Person.name(), number));
    return ExitCode.DONE;
  }
}
