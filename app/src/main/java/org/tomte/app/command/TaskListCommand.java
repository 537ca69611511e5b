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
import org.tomte.casework.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte task list}. */
@Command(
    name = "list",
    description = "Lists tasks in the order of their numbers.",
    footer = {"", "Example: tomte task list --open --incident 17", "Exit: 0 done, 3 no instance."})
final class TaskListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--open", description = "Only those that are not closed.")
  private boolean open;

  @Option(
      names = "--incident",
      paramLabel = "NUMBER",
      description = "Only those for this incident.")
  private @Nullable Long incident;

  @Option(names = "--owner", paramLabel = "NAME", description = "Only those of this person.")
  private @Nullable String owner;

  @Mixin private ListOptions page = new ListOptions();

  TaskListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    page.check();
    OpenInstance instance = context.door().open();
    SearchFields fields = ListOptions.fields(instance, SearchTarget.TASKS);
    List<Task> tasks =
        page.read(
            instance,
            SearchTarget.TASKS,
            ListOptions.open(open, fields),
            ListOptions.equal(fields.field(FieldNames.INCIDENT), incident),
            ListOptions.equal(fields.field(FieldNames.OWNER), owner));
    if (json.wanted()) {
      context.console().json(tasks.stream().map(TaskListCommand::json).toList());
      return ExitCode.DONE;
    }
    context.console().table(table(tasks));
    return ExitCode.DONE;
  }

  /** As a person sees them. */
  static Table table(List<Task> tasks) {
    Table table = Table.of("number", "incident", "status", "done", "due", "owner", "title");
    tasks.forEach(each ->
        table.row(
            each.number(),
            each.incident(),
            each.status().word(),
            each.progress() + " %",
            each.fields().text(FieldNames.DUE),
            each.fields().text(FieldNames.OWNER),
            each.title()));
    return table;
  }

  /** As programs see one. */
  static Map<String, @Nullable Object> json(Task task) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", task.number());
    json.put("key", task.key() == null ? null : task.key().text());
    json.put("created", task.times().created());
    json.put("closed", task.times().closed());
    json.put("by", task.createdBy().words());
    json.put("fields", task.fields().asMap());
    return json;
  }
}
