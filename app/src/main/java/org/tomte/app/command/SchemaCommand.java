package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.reference.DefinitionReference;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.schema.DefinitionSchema;
import org.tomte.engine.definition.yaml.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte schema}. */
@Command(
    name = "schema",
    description = "Prints what definitions may hold, as JSON Schema (draft 2020-12).",
    footer = {
      "",
      "Example: tomte schema daemon > daemon.schema.json",
      "Exit: 0 done, 2 no such kind."
    })
final class SchemaCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      description = {
        "daemon, time-frame, template, team, connection, table, workflow, custom-field, user or"
            + " assets; a document of any kind when absent."
      })
  private @Nullable String word;

  @Option(names = "--markdown", description = "Print the reference page of every key instead.")
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
      return ExitCode.DONE;
    }
    context
        .console()
        .json(
            word == null
                ? DefinitionSchema.of(context.installed())
                : DefinitionSchema.of(kind(word), context.installed()));
    return ExitCode.DONE;
  }

  private static DefinitionKind kind(String word) {
    return DefinitionKind.of(word)
        .orElseThrow(() -> {
          String nearest = Suggestion.nearest(word, DefinitionKind.words());
          return new CommandFault(
              ExitCode.USAGE,
              "%s is no kind of document.%s There are: %s."
                  .formatted(
                      Suggestion.quoted(word),
                      nearest == null ? "" : " Did you mean " + nearest + "?",
                      String.join(", ", DefinitionKind.words())));
        });
  }
}
