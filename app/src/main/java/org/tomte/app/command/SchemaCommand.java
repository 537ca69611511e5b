package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.reference.DefinitionReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tomte schema}. */
@Command(
    name = "schema",
    description = "Prints what definitions may hold.",
    footer = {"", "Example: tomte schema --markdown", "Exit: 0."})
final class SchemaCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(
      names = "--markdown",
      required = true,
      description = "Print the reference page of every key.")
  private boolean markdown;

  SchemaCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (markdown) {
      context
          .console()
          .out()
          .print(DefinitionReference.page(context.installed().connectors().values()));
    }
    return ExitCode.DONE;
  }
}
