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
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte incident list}. */
@Command(
    name = "list",
    description = "Lists incidents in the order of their numbers.",
    footer = {
      "",
      "Example: tomte incident list --after 100 --limit 20",
      "Exit: 0 done, 3 no instance."
    })
final class IncidentListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--open", description = "Only those that are not closed.")
  private boolean open;

  @Option(
      names = "--after",
      defaultValue = "0",
      paramLabel = "NUMBER",
      description = "Only those with a greater number.")
  private long after;

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit;

  IncidentListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1 || after < 0) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, and --after at least 0.");
    }
    OpenInstance instance = context.door().open();
    @Nullable Boolean closed = open ? false : null;
    IncidentFilter filter = new IncidentFilter(closed, null, null, null, null, null, false);
    List<Incident> incidents = instance.casework().incidents(filter, after, limit);
    if (json.wanted()) {
      context.console().json(incidents.stream().map(IncidentListCommand::json).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("number", "label", "opened", "status", "severity", "owner", "title");
    incidents.forEach(each ->
        table.row(
            each.number(),
            each.label(),
            Instants.shown(each.lifecycle().opened()),
            each.status(),
            each.fields().text("severity"),
            each.fields().text("owner"),
            each.title()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> json(Incident incident) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", incident.number());
    json.put("label", incident.label());
    json.put("opened", incident.lifecycle().opened());
    json.put("closed", incident.lifecycle().closed());
    json.put("fields", incident.fields().asMap());
    return json;
  }
}
