package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Outcome;
import org.tomte.casework.incident.Incident;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte incident merge}. */
@Command(
    name = "merge",
    description =
        "Merges incidents into another: they are closed as duplicates, their open tasks go there,"
            + " and so does what daemons find for them later.",
    footer = {
      "",
      "Example: tomte incident merge 17 18 19",
      "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
    })
final class IncidentMergeCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "INTO", description = "The incident that goes on.")
  private long into;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "NUMBER",
      description = "The incidents that are merged into it.")
  private List<Long> others = List.of();

  @Option(names = "--note", paramLabel = "TEXT", description = "Their closing note.")
  private @Nullable String note;

  IncidentMergeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Outcome<Incident>> outcomes =
        instance
            .commands()
            .inTransaction(Person.name(), casework -> casework.merge(into, others, note));
    return new Answers(context.console(), json.wanted())
        .tell(others, outcomes, incident -> "merged into " + into);
  }
}
