package org.tomte.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.Change;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte incident show}. */
@Command(
    name = "show",
    description = "Shows an incident: fields, clocks, tasks, notes, entities, and what happened.",
    footer = {
      "",
      "Example: tomte incident show 17",
      "Exit: 0 done, 2 no such incident, 3 no instance."
    })
final class IncidentShowCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST_TASKS = 500;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NUMBER", description = "The incident's number.")
  private long number;

  @Option(
      names = "--changes",
      defaultValue = "15",
      paramLabel = "N",
      description = "How many of the last changes (default: ${DEFAULT-VALUE}).")
  private int changes;

  IncidentShowCommand(CommandContext context) {
    this.context = context;
  }

  /** All that is shown. */
  private record Page(
      Incident incident,
      List<SlaClock> clocks,
      List<Interval> intervals,
      List<Incident> children,
      List<Incident> merged,
      List<Task> tasks,
      List<Note> notes,
      List<Entity> entities,
      List<Change> changes) {}

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Page page = read(instance.casework());
    if (json.wanted()) {
      context.console().json(json(page, instance.now()));
    } else {
      tell(page, instance.now());
    }
    return ExitCode.DONE;
  }

  private Page read(CaseworkReader reader) {
    Incident incident =
        reader
            .incident(number)
            .orElseThrow(() ->
                new CommandFault(
                    ExitCode.USAGE, "There is no incident with the number %d.".formatted(number)));
    List<Incident> merged = reader.merged(number);
    List<Note> notes = new ArrayList<>(reader.notes(incident.ref()));
    merged.forEach(each -> notes.addAll(reader.notes(each.ref())));
    List<Task> tasks = new ArrayList<>();
    for (long of : numbers(incident, merged)) {
      tasks.addAll(reader.tasks(new TaskFilter(null, of, null, null), 0, MOST_TASKS));
    }
    List<Change> history = reader.history(incident.ref());
    return new Page(
        incident,
        reader.clocks(List.of(number)).getOrDefault(number, List.of()),
        reader.intervals(number),
        reader.children(number),
        merged,
        tasks,
        notes,
        reader.entities(incident.ref()),
        history.subList(Math.max(0, history.size() - changes), history.size()));
  }

  private static List<Long> numbers(Incident incident, List<Incident> merged) {
    List<Long> numbers = new ArrayList<>(List.of(incident.number()));
    merged.forEach(each -> numbers.add(each.number()));
    return numbers;
  }

  private void tell(Page page, Instant now) {
    Console console = context.console();
    Incident incident = page.incident();
    console.line(
        "%d  %s  %s%s"
            .formatted(
                incident.number(),
                incident.label(),
                incident.title(),
                incident.deleted() ? "  (deleted)" : ""));
    console.line("");
    console.table(fields(incident));
    section(console, "Clocks", clocks(page.clocks(), now));
    section(console, "Times", intervals(page.intervals()));
    section(console, "Belongs to it", incidents(page.children()));
    section(console, "Merged into it", incidents(page.merged()));
    section(console, "Tasks", tasks(page.tasks()));
    section(console, "Notes", notes(page.notes()));
    section(console, "Entities: %,d".formatted(page.entities().size()), entities(page.entities()));
    section(console, "Last changes", changes(page.changes()));
  }

  private static void section(Console console, String heading, Table table) {
    if (!table.isEmpty()) {
      console.line("");
      console.line(heading);
      console.table(table);
    }
  }

  private static Table fields(Incident incident) {
    Table table = Table.of("field", "value");
    table.row("opened", Instants.shown(incident.lifecycle().opened()));
    if (incident.closed()) {
      table.row("closed", Instants.shown(incident.lifecycle().closed()));
    }
    table.row("changed", Instants.shown(incident.lifecycle().changed()));
    table.row("by", incident.createdBy().words());
    incident
        .fields()
        .asMap()
        .forEach((name, value) -> {
          if (!name.equals(FieldNames.TITLE)) {
            table.row(name, value);
          }
        });
    return table;
  }

  private static Table clocks(List<SlaClock> clocks, Instant now) {
    Table table = Table.of("clock", "due", "state", "promised by");
    clocks.forEach(clock ->
        table.row(clock.name(), Instants.shown(clock.due()), state(clock, now), clock.policy()));
    return table;
  }

  private static String state(SlaClock clock, Instant now) {
    String over = clock.over(now) ? ", over its time" : "";
    if (clock.stopped() != null) {
      return "done " + Instants.shown(clock.stopped()) + over;
    }
    return (clock.paused() == null ? "runs" : "paused since " + Instants.shown(clock.paused()))
        + over;
  }

  private static Table intervals(List<Interval> intervals) {
    Table table = Table.of("track", "value", "from", "until", "by");
    intervals.forEach(each ->
        table.row(
            each.track().name().toLowerCase(java.util.Locale.ROOT),
            each.value(),
            Instants.shown(each.from()),
            Instants.shown(each.until()),
            each.by().words()));
    return table;
  }

  private static Table incidents(List<Incident> incidents) {
    Table table = Table.of("number", "label", "status", "title");
    incidents.forEach(each -> table.row(each.number(), each.label(), each.status(), each.title()));
    return table;
  }

  private static Table tasks(List<Task> tasks) {
    Table table = Table.of("number", "status", "due", "owner", "title");
    tasks.forEach(each ->
        table.row(
            each.number(),
            each.status().word(),
            each.fields().text(FieldNames.DUE),
            each.fields().text(FieldNames.OWNER),
            each.title()));
    return table;
  }

  private static Table notes(List<Note> notes) {
    Table table = Table.of("written", "by", "text");
    notes.forEach(
        each -> table.row(Instants.shown(each.written()), each.by().words(), each.text()));
    return table;
  }

  private static Table entities(List<Entity> entities) {
    Table table = Table.of("type", "value");
    entities.stream()
        .limit(20)
        .forEach(each -> table.row(each.name().type().word(), each.name().value()));
    return table;
  }

  private static Table changes(List<Change> changes) {
    Table table = Table.of("at", "by", "field", "change");
    changes.forEach(each ->
        table.row(
            Instants.shown(each.at()),
            each.cause().words(),
            each.field(),
            shown(each.before()) + " -> " + shown(each.after())));
    return table;
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "none" : value.toString();
  }

  private static Map<String, @Nullable Object> json(Page page, Instant now) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    Incident incident = page.incident();
    json.put("number", incident.number());
    json.put("label", incident.label());
    json.put("opened", incident.lifecycle().opened());
    json.put("closed", incident.lifecycle().closed());
    json.put("deleted", incident.lifecycle().deleted());
    json.put("by", incident.createdBy().words());
    json.put("fields", incident.fields().asMap());
    json.put("clocks", page.clocks().stream().map(clock -> json(clock, now)).toList());
    json.put("intervals", page.intervals().stream().map(IncidentShowCommand::json).toList());
    json.put("children", page.children().stream().map(Incident::number).toList());
    json.put("merged", page.merged().stream().map(Incident::number).toList());
    json.put("tasks", page.tasks().stream().map(Task::number).toList());
    json.put("notes", page.notes().stream().map(IncidentShowCommand::json).toList());
    json.put("entities", page.entities().stream().map(each -> each.name().toString()).toList());
    json.put("changes", page.changes().stream().map(IncidentShowCommand::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(SlaClock clock, Instant now) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("clock", clock.name());
    json.put("policy", clock.policy());
    json.put("started", clock.started());
    json.put("due", clock.due());
    json.put("paused", clock.paused());
    json.put("stopped", clock.stopped());
    json.put("breached", clock.over(now));
    return json;
  }

  private static Map<String, @Nullable Object> json(Interval interval) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("track", interval.track().name().toLowerCase(java.util.Locale.ROOT));
    json.put("value", interval.value());
    json.put("from", interval.from());
    json.put("until", interval.until());
    return json;
  }

  private static Map<String, @Nullable Object> json(Note note) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("on", note.object().toString());
    json.put("written", note.written());
    json.put("by", note.by().words());
    json.put("text", note.text());
    return json;
  }

  private static Map<String, @Nullable Object> json(Change change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", change.at());
    json.put("by", change.cause().words());
    json.put("field", change.field());
    json.put("before", change.before());
    json.put("after", change.after());
    return json;
  }
}
