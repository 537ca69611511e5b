package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte quarantine list}. */
@Command(
    name = "list",
    description = "Lists events that failed and wait for a person, the latest first.",
    footer = {
      "",
      "Example: tomte quarantine list --daemon phishing-mailbox",
      "Exit: 0 done, 2 no such daemon, 3 no instance."
    })
final class QuarantineListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private QuarantineChoice choice = new QuarantineChoice();

  @Option(names = "--all", description = "Also those that were replayed or discarded.")
  private boolean all;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit;

  QuarantineListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, not " + limit + ".");
    }
    OpenInstance instance = context.door().open();
    QuarantineStore.@Nullable State state = all ? null : QuarantineStore.State.NEW;
    QuarantineStore.Filter filter = choice.filter(instance, state);
    List<QuarantineEntry> entries = instance.quarantine().list(filter, limit);
    if (json.wanted()) {
      context
          .console()
          .json(entries.stream().map(each -> QuarantineWords.json(instance, each)).toList());
      return ExitCode.DONE;
    }
    DaemonFinder finder = new DaemonFinder(instance);
    Table table = Table.of("id", "since", "daemon", "state", "stage", "event", "reason");
    entries.forEach(entry ->
        table.row(
            entry.id(),
            Instants.shown(entry.at()),
            finder.name(entry.daemon()),
            DaemonListCommand.word(entry.state()),
            entry.stage(),
            QuarantineWords.title(instance, entry),
            entry.reason()));
    context.console().table(table);
    long count = instance.quarantine().count(filter);
    if (count > entries.size()) {
      context.console().note("%,d of %,d are shown.".formatted(entries.size(), count));
    }
    return ExitCode.DONE;
  }
}
