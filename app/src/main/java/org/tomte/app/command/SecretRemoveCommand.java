package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.yaml.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tomte secret remove}. */
@Command(
    name = "remove",
    description = "Removes a secret; what refers to it fails from then on.",
    footer = {
      "",
      "Example: tomte secret remove mailbox-password",
      "Exit: 0 done, 2 no such secret, 3 no instance."
    })
final class SecretRemoveCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "Its name.")
  private String name = "";

  SecretRemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    if (!instance.secrets().remove(name)) {
      String nearest = Suggestion.nearest(name, instance.secrets().names());
      throw new CommandFault(
          ExitCode.USAGE,
          "There is no secret %s.%s"
              .formatted(
                  Suggestion.quoted(name),
                  nearest == null ? "" : " Did you mean " + nearest + "?"));
    }
    context.console().line("Removed.");
    return ExitCode.DONE;
  }
}
