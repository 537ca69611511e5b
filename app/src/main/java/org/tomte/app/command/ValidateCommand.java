package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.tomte.app.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte validate}. */
@Command(
    name = "validate",
    description = "Checks definition files and tells every fault at once, with line and column.",
    footer = {
      "",
      "Example: tomte validate definitions/",
      "Exit: 0 no fault (warnings may be there), 2 faults."
    })
final class ValidateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "1..*", paramLabel = "FILE|FOLDER", description = "What to check, together.")
  private List<String> files = List.of();

  ValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Checked checked = Checked.of(context, files);
    Console console = context.console();
    if (json.wanted()) {
      console.json(checked.json());
      return checked.exitCode();
    }
    int exit = checked.tell(console);
    console.line(checked.summary());
    return exit;
  }
}
