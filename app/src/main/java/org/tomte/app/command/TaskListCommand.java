package org.tomte.app.command;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
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

  @Option(
      names = "--authoriser",
      paramLabel = "NAME",
      description = "Only those that wait for the approval of this person.")
  private @Nullable String authoriser;

  @Option(names = "--overdue", description = "Only open ones that had to be done by now.")
  private boolean overdue;

  @Option(names = "--reminder", description = "Only open ones whose reminder is over.")
  private boolean remind;

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
            ListOptions.equal(fields.field(FieldNames.OWNER), owner),
            ListOptions.equal(fields.field(FieldNames.AUTHORISER), authoriser),
            ListOptions.equal(
                fields.field(FieldNames.APPROVAL), authoriser == null ? null : "waiting"),
            ListOptions.condition(overdue ? "!has(closed) && due < now" : null, fields),
            ListOptions.condition(remind ? "!has(closed) && reminder < now" : null, fields));
    Instant now = instance.now();
    if (json.wanted()) {
      context.console().json(tasks.stream().map(each -> TaskWords.json(each, now)).toList());
      return ExitCode.DONE;
    }
    context.console().table(TaskWords.table(tasks, now));
    return ExitCode.DONE;
  }
}
