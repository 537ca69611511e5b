package org.tomte.app.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxEntry.State;
import org.tomte.engine.outbox.OutboxStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte outbox list}. */
@Command(
    name = "list",
    description = "Lists what goes outside: what is open, held or parked, the latest first.",
    footer = {
      "",
      "Example: tomte outbox list --state parked",
      "Exit: 0 done, 2 no such daemon or state, 3 no instance."
    })
final class OutboxListCommand implements Callable<Integer>, InstanceCommand {
  private static final Set<State> WAITING = Set.of(State.OPEN, State.HELD, State.PARKED);

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--daemon", paramLabel = "NAME", description = "Only those of this daemon.")
  private @Nullable String daemon;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are open, held, parked, done or discarded.")
  private @Nullable State state;

  @Option(names = "--all", description = "Also those that are done or discarded.")
  private boolean all;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit;

  OutboxListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, not " + limit + ".");
    }
    OpenInstance instance = context.door().open();
    OutboxStore.Filter filter =
        new OutboxStore.Filter(
            daemon == null ? null : new DaemonFinder(instance).head(daemon).id(), states(), null);
    List<OutboxEntry> entries = instance.outbox().list(filter, limit);
    if (json.wanted()) {
      context.console().json(entries.stream().map(each -> OutboxWords.json(each, null)).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("number", "since", "daemon", "action", "state", "tries", "what", "note");
    entries.forEach(entry ->
        table.row(
            entry.number(),
            Instants.shown(entry.delivery().created()),
            entry.delivery().origin().name(),
            entry.delivery().route().word(),
            OutboxWords.state(instance, entry),
            entry.tries().count(),
            OutboxWords.content(entry.delivery()),
            OutboxWords.note(entry)));
    context.console().table(table);
    instance
        .outbox()
        .heldAll()
        .ifPresent(by ->
            context
                .console()
                .note(
                    "All deliveries are held since %s by %s: %s"
                        .formatted(Instants.shown(by.at()), by.who(), by.words())));
    long count = instance.outbox().count(filter);
    if (count > entries.size()) {
      context.console().note("%,d of %,d are shown.".formatted(entries.size(), count));
    }
    return ExitCode.DONE;
  }

  private Set<State> states() {
    if (state != null) {
      return Set.of(state);
    }
    return all ? Set.of() : WAITING;
  }
}
