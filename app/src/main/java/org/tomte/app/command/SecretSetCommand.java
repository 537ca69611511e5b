package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.secret.SecretFault;
import org.tomte.engine.secret.SecretReference;
import org.tomte.engine.secret.SecretValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tomte secret set}. */
@Command(
    name = "set",
    description = {
      "Stores a secret, new or in place of the one of this name. The value is asked for, or read"
          + " from standard input without its last line break; never from an argument."
    },
    footer = {
      "",
      "Example: tomte secret set mailbox-password < password.txt",
      "Exit: 0 done, 2 the name or value cannot be one, 3 no instance."
    })
final class SecretSetCommand implements Callable<Integer>, InstanceCommand, InputCommand {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "What connections refer to.")
  private String name = "";

  SecretSetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Prompt prompt() {
    return new Prompt("Value of " + name, true);
  }

  @Override
  public Integer call() {
    String text = context.input().text();
    OpenInstance instance = context.door().open();
    try (SecretValue value = SecretValue.of(text)) {
      instance.secrets().put(name, value);
    } catch (SecretFault fault) {
      throw new CommandFault(ExitCode.USAGE, fault.getMessage() + ".");
    }
    context.console().line("Stored. Definitions refer to it as " + SecretReference.to(name) + ".");
    return ExitCode.DONE;
  }
}
