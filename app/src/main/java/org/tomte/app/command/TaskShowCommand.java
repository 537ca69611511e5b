package org.tomte.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte task show}. */
@Command(
    name = "show",
    description = "Shows a task with what was spent on it, its notes and files.",
    footer = {"", "Example: tomte task show 12", "Exit: 0 done, 2 no such task, 3 no instance."})
final class TaskShowCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NUMBER", description = "The task's number.")
  private long number;

  TaskShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Task task = TaskWords.find(instance, number);
    Map<String, @Nullable Object> facts = TaskWords.json(task, instance.now());
    facts.put(
        "efforts", instance.casework().efforts(number).stream().map(TaskWords::json).toList());
    facts.put(
        "notes", instance.casework().notes(task.ref()).stream().map(TaskWords::json).toList());
    facts.put(
        "attachments",
        instance.casework().attachments(task.ref()).stream()
            .map(AttachmentCommands::json)
            .toList());
    if (json.wanted()) {
      context.console().json(facts);
    } else {
      Work.show(context.console(), facts);
    }
    return ExitCode.DONE;
  }
}
