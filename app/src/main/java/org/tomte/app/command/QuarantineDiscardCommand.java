package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.quarantine.QuarantineStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte quarantine discard}. */
@Command(
    name = "discard",
    description = "Ends quarantined events without making anything of them.",
    footer = {
      "",
      "Example: tomte quarantine discard 42 43 --why \"test mails\"",
      "Exit: 0 done, 1 some were replayed or discarded before, 2 no such entry, 3 no instance."
    })
final class QuarantineDiscardCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why nothing is wanted; kept with the entry.")
  private String why = "";

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The entries' numbers.")
  private List<Long> ids = List.of();

  QuarantineDiscardCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (why.isBlank()) {
      throw new CommandFault(ExitCode.USAGE, "--why needs a reason.");
    }
    OpenInstance instance = context.door().open();
    ids.forEach(id -> QuarantineWords.find(instance, id));
    int discarded =
        instance
            .quarantine()
            .discard(ids, new QuarantineStore.Closing(Person.name(), why, instance.now()));
    context.console().line("%,d of %,d discarded".formatted(discarded, ids.size()));
    return discarded == ids.size() ? ExitCode.DONE : ExitCode.DIFFERS;
  }
}
