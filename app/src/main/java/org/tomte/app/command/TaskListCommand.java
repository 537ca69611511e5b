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
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
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

  TaskListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1 || after < 0) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, and --after at least 0.");
    }
    OpenInstance instance = context.door().open();
    TaskFilter filter = new TaskFilter(open ? false : null, incident, owner, null);
    List<Task> tasks = instance.casework().tasks(filter, after, limit);
    if (json.wanted()) {
      context.console().json(tasks.stream().map(TaskListCommand::json).toList());
      return ExitCode.DONE;
    }
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
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> json(Task task) {
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
