package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.compile.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte definitions check}. */
@Command(
    name = "check",
    description = "Checks the stored definitions against what is installed now.",
    footer = {
      "",
      "Example: tomte definitions check",
      "Exit: 0 no fault, 1 there are faults, 3 no instance."
    })
final class DefinitionsCheckCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  DefinitionsCheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Validation validation = instance.compiled();
    if (json.wanted()) {
      context.console().json(Checked.json(validation));
    } else {
      Checked.tell(context.console(), validation);
      context
          .console()
          .line(
              "%s, %s"
                  .formatted(
                      Checked.count(validation.faults().size(), "fault"),
                      Checked.count(validation.warnings().size(), "warning")));
    }
    return validation.valid() ? ExitCode.DONE : ExitCode.DIFFERS;
  }
}
