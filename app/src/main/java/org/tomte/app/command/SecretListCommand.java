package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte secret list}. */
@Command(
    name = "list",
    description = "Lists the names of secrets, never their values.",
    footer = {
      "",
      "Example: tomte secret list",
      "Exit: 0 done, 1 some cannot be opened, 3 no instance."
    })
final class SecretListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  SecretListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<String> names = instance.secrets().names();
    List<String> unreadable = instance.secrets().unreadable();
    if (json.wanted()) {
      context.console().json(names);
    } else {
      names.forEach(name ->
          context
              .console()
              .line(name + (unreadable.contains(name) ? " (cannot be opened with our key)" : "")));
    }
    return unreadable.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
  }
}
