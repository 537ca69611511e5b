package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.reference.FunctionReference;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.expression.function.FunctionEntry;
import org.tomte.engine.expression.function.FunctionLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte functions}. */
@Command(
    name = "functions",
    description = "Lists what expressions can call.",
    footer = {"", "Example: tomte functions observables", "Exit: 0 done, 2 no such function."})
final class FunctionsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--markdown", description = "Print the reference page.")
  private boolean markdown;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this function or group.")
  private @Nullable String name;

  FunctionsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (markdown) {
      context.console().out().print(FunctionReference.page());
      return ExitCode.DONE;
    }
    List<FunctionEntry> entries = chosen();
    if (json.wanted()) {
      context.console().json(entries);
      return ExitCode.DONE;
    }
    if (name != null) {
      entries.forEach(this::tell);
      return ExitCode.DONE;
    }
    Table table = Table.of("group", "name", "what it does");
    entries.forEach(entry -> table.row(entry.group(), entry.name(), entry.sentence()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private List<FunctionEntry> chosen() {
    List<FunctionEntry> all = FunctionLibrary.entries();
    String wanted = name;
    if (wanted == null) {
      return all;
    }
    List<FunctionEntry> found =
        all.stream()
            .filter(entry -> entry.name().equals(wanted) || entry.group().equals(wanted))
            .toList();
    if (found.isEmpty()) {
      String nearest = Suggestion.nearest(wanted, all.stream().map(FunctionEntry::name).toList());
      throw new CommandFault(
          ExitCode.USAGE,
          "There is no function %s.%s"
              .formatted(
                  Suggestion.quoted(wanted),
                  nearest == null ? "" : " Did you mean " + nearest + "?"));
    }
    return found;
  }

  private void tell(FunctionEntry entry) {
    context.console().line(entry.name() + " (" + entry.group() + "): " + entry.sentence());
    entry.signatures().forEach(signature -> context.console().line("  " + signature));
    context.console().line("  example: " + entry.example());
  }
}
