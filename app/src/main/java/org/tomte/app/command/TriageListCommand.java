package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageStatus;
import org.tomte.engine.DaemonId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte triage list}. */
@Command(
    name = "list",
    description = "Lists triage events in the order in which they came.",
    footer = {
      "",
      "Example: tomte triage list --daemon phishing-mailbox",
      "Exit: 0 done, 2 no such daemon, 3 no instance."
    })
final class TriageListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--daemon", paramLabel = "NAME", description = "Only those of this daemon.")
  private @Nullable String daemon;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only new, grabbed, discarded or converted ones.")
  private @Nullable TriageStatus status;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "Only those of this severity.")
  private @Nullable String severity;

  @Mixin private ListOptions page = new ListOptions();

  TriageListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    page.check();
    OpenInstance instance = context.door().open();
    DaemonId id = daemon == null ? null : new DaemonFinder(instance).head(daemon).id();
    SearchFields fields = ListOptions.fields(instance, SearchTarget.TRIAGE_EVENTS);
    List<TriageEvent> events =
        page.read(
            instance,
            SearchTarget.TRIAGE_EVENTS,
            ListOptions.equal(
                fields.field(FieldNames.STATUS), status == null ? null : status.word()),
            ListOptions.equal(fields.field(FieldNames.SEVERITY), severity),
            ListOptions.equal(
                fields.field("createdBy.daemon"), id == null ? null : (Object) (long) id.value()));
    if (json.wanted()) {
      context.console().json(events.stream().map(TriageListCommand::json).toList());
      return ExitCode.DONE;
    }
    context.console().table(table(events));
    return ExitCode.DONE;
  }

  /** As a person sees them. */
  static Table table(List<TriageEvent> events) {
    Table table = Table.of("id", "since", "status", "owner", "severity", "title");
    events.forEach(each ->
        table.row(
            each.id(),
            Instants.shown(each.created()),
            DaemonListCommand.word(each.status()),
            each.fields().text(FieldNames.OWNER),
            each.fields().text(FieldNames.SEVERITY),
            each.title()));
    return table;
  }

  /** As programs see one. */
  static Map<String, Object> json(TriageEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", event.id());
    json.put("created", event.created());
    json.put("status", DaemonListCommand.word(event.status()));
    json.put("fields", event.fields().asMap());
    json.put("observables", event.observables().stream().map(Object::toString).toList());
    return json;
  }
}
