package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.audit.AuditEntry;
import org.tomte.casework.audit.AuditFilter;
import org.tomte.casework.audit.AuditPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte audit}. */
@Command(
    name = "audit",
    description = {
      "Tells what people did: to incidents and what belongs to them, definitions, users, switches,",
      "pointers, connections, deliveries, secrets, and what they were refused. The latest first."
    },
    footer = {
      "",
      "Example: tomte audit --since 7d --who ann --what definition",
      "Exit: 0 done, 2 wrong call, 3 no instance."
    })
final class AuditCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only from then on: an instant, or a span back such as 24h.")
  private @Nullable String since;

  @Option(names = "--who", paramLabel = "NAME", description = "Only what this person did.")
  private @Nullable String who;

  @Option(
      names = "--what",
      paramLabel = "WORD",
      description = "Only what begins so, for example definition, set, secret, refused.")
  private @Nullable String what;

  @Option(
      names = "--object",
      paramLabel = "TEXT",
      description = "Only where this is part of the object's name, for example 'incident 17'.")
  private @Nullable String object;

  @Option(
      names = "--before",
      paramLabel = "PLACE",
      description = "Only what stands before this place; the last of the page before.")
  private @Nullable String before;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many entries (default: ${DEFAULT-VALUE}).")
  private int limit;

  AuditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1.");
    }
    AuditPlace place = place();
    OpenInstance instance = context.door().open();
    AuditFilter filter =
        new AuditFilter(
            since == null ? null : Instants.orSpanBack(since, instance.now()), who, what, object);
    List<AuditEntry> entries = instance.audit().read(filter, place, limit);
    if (json.wanted()) {
      context.console().json(entries.stream().map(AuditCommand::json).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("at", "who", "what", "object", "before", "after", "why");
    entries.forEach(each ->
        table.row(
            Instants.shown(each.at()),
            each.who(),
            each.what(),
            each.object(),
            each.before(),
            each.after(),
            each.why()));
    context.console().table(table);
    if (entries.size() == limit) {
      context.console().note("More with --before %s.".formatted(entries.getLast().place()));
    }
    return ExitCode.DONE;
  }

  private @Nullable AuditPlace place() {
    try {
      return before == null ? null : AuditPlace.parse(before);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(ExitCode.USAGE, wrong.getMessage() + ".");
    }
  }

  private static Map<String, @Nullable Object> json(AuditEntry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", entry.at());
    json.put("who", entry.who());
    json.put("what", entry.what());
    json.put("object", entry.object());
    json.put("before", entry.before());
    json.put("after", entry.after());
    json.put("why", entry.why());
    json.put("place", entry.place().toString());
    return json;
  }
}
