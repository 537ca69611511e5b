package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchTarget;
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

  @Mixin private ListOptions page = new ListOptions();

  IncidentListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    page.check();
    OpenInstance instance = context.door().open();
    SearchFields fields = ListOptions.fields(instance, SearchTarget.INCIDENTS);
    List<Incident> incidents =
        page.read(instance, SearchTarget.INCIDENTS, ListOptions.open(open, fields));
    if (json.wanted()) {
      context.console().json(incidents.stream().map(IncidentListCommand::json).toList());
      return ExitCode.DONE;
    }
    context.console().table(table(incidents));
    return ExitCode.DONE;
  }

  /** As a person sees them. */
  static Table table(List<Incident> incidents) {
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
    return table;
  }

  /** As programs see one. */
  static Map<String, @Nullable Object> json(Incident incident) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", incident.number());
    json.put("label", incident.label());
    json.put("opened", incident.lifecycle().opened());
    json.put("closed", incident.lifecycle().closed());
    json.put("fields", incident.fields().asMap());
    return json;
  }
}
