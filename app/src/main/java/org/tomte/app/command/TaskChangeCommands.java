package org.tomte.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.task.EditedTask;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.NewEffort;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people do with tasks: make, edit, assign, start, approve, decline, close, reopen. */
final class TaskChangeCommands {
  private static final String EXIT =
      "Exit: 0 done, 1 it cannot be done as things are, 2 no such task or value, 3 no instance.";

  private TaskChangeCommands() {}

  /** {@code tomte task create}. */
  @Command(
      name = "create",
      description = "Makes a task, for an incident or by itself.",
      footer = {
        "",
        "Example: tomte task create \"Reset the password\" --incident 17 --set owner=ann --set"
            + " due=2026-11-26T12:00:00+01:00 --set authoriser=ben",
        "Exit: 0 done, 2 no such incident or value, 3 no instance."
      })
  static final class Create implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "TITLE", description = "One line for lists.")
    private String title = "";

    @Option(names = "--incident", paramLabel = "NUMBER", description = "The incident it is for.")
    private @Nullable Long incident;

    @Option(
        names = "--set",
        paramLabel = "FIELD=VALUE",
        description = "A field, see docs/tasks-and-indicators.md; again for several.")
    private List<String> fields = new ArrayList<>();

    Create(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      Map<String, @Nullable Object> wanted = Work.fields(fields);
      wanted.put(FieldNames.TITLE, title);
      NewTask task = new NewTask(null, incident, wanted, null, null);
      OpenInstance instance = context.door().open();
      Task made =
          Work.done(instance, casework -> casework.createTasks(List.of(task)).getFirst()).task();
      if (json.wanted()) {
        context.console().json(TaskWords.json(made, instance.now()));
      } else {
        context.console().line("Task %d is made.".formatted(made.number()));
      }
      return ExitCode.DONE;
    }
  }

  /** A command that does one thing with one task. */
  abstract static class One implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "NUMBER", description = "The task's number.")
    private long number;

    One(CommandContext context) {
      this.context = context;
    }

    /** What is to be done. */
    abstract TaskEdit.Action action();

    @Override
    public Integer call() {
      TaskEdit edit = TaskEdit.of(number, action());
      OpenInstance instance = context.door().open();
      EditedTask edited =
          Work.done(instance, casework -> casework.editTasks(List.of(edit)).getFirst());
      if (json.wanted()) {
        context.console().json(TaskWords.json(edited.task(), instance.now()));
        return ExitCode.DONE;
      }
      context
          .console()
          .line(
              edited.changed().isEmpty()
                  ? "Task %d stays as it is.".formatted(number)
                  : "Task %d: %s changed."
                      .formatted(
                          number, String.join(", ", edited.changed().stream().sorted().toList())));
      return ExitCode.DONE;
    }
  }

  /** {@code tomte task edit}. */
  @Command(
      name = "edit",
      description = "Sets fields of a task; an empty value empties one.",
      footer = {"", "Example: tomte task edit 12 progress=60 due=", EXIT})
  static final class Edit extends One {
    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "FIELD=VALUE",
        description = "What is set.")
    private List<String> fields = new ArrayList<>();

    Edit(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Set(Work.fields(fields), true);
    }
  }

  /** {@code tomte task assign}. */
  @Command(
      name = "assign",
      description = "Gives a task to somebody.",
      footer = {"", "Example: tomte task assign 12 ann", EXIT})
  static final class Assign extends One {
    @Parameters(index = "1", paramLabel = "PERSON", description = "Who is to do it.")
    private String person = "";

    Assign(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Set(Map.of(FieldNames.OWNER, person), true);
    }
  }

  /** {@code tomte task start}. */
  @Command(
      name = "start",
      description = "Says that work on a task has begun.",
      footer = {"", "Example: tomte task start 12", EXIT})
  static final class Start extends One {
    Start(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Start();
    }
  }

  /** {@code tomte task approve}. */
  @Command(
      name = "approve",
      description = {
        "Lets a task be closed. Its authoriser and administrators can, but none who worked on it"
            + " while somebody else could."
      },
      footer = {"", "Example: tomte task approve 12 --why \"image is taken\"", EXIT})
  static final class Approve extends One {
    @Option(names = "--why", paramLabel = "TEXT", description = "Why; kept with the task.")
    private @Nullable String why;

    Approve(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Approve(why);
    }
  }

  /** {@code tomte task decline}. */
  @Command(
      name = "decline",
      description = "Says that a task may not be closed as it is.",
      footer = {"", "Example: tomte task decline 12 --why \"take an image first\"", EXIT})
  static final class Decline extends One {
    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "What is missing; kept with the task.")
    private String why = "";

    Decline(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Decline(why);
    }
  }

  /** {@code tomte task close}. */
  @Command(
      name = "close",
      description = "Closes a task.",
      footer = {"", "Example: tomte task close 12 --reason done", EXIT})
  static final class Close extends One {
    @Option(
        names = "--reason",
        defaultValue = "",
        paramLabel = "WORDS",
        description = "A word or two.")
    private String reason = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "What remains to be said.")
    private @Nullable String note;

    Close(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Close(reason, note, true);
    }
  }

  /** {@code tomte task reopen}. */
  @Command(
      name = "reopen",
      description = "Opens a closed task again; its approval is asked for anew.",
      footer = {"", "Example: tomte task reopen 12", EXIT})
  static final class Reopen extends One {
    Reopen(CommandContext context) {
      super(context);
    }

    @Override
    TaskEdit.Action action() {
      return new TaskEdit.Action.Reopen();
    }
  }

  /** {@code tomte task effort}. */
  @Command(
      name = "effort",
      description = "Writes down time that was spent on a task; less than nothing corrects it.",
      footer = {"", "Example: tomte task effort 12 1h30m --text \"read the logs\"", EXIT})
  static final class Spend implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(index = "0", paramLabel = "NUMBER", description = "The task's number.")
    private long number;

    @Parameters(index = "1", paramLabel = "SPAN", description = "How long, such as 1h30m.")
    private String span = "";

    @Option(
        names = "--take-off",
        description = "Take it off what was written down, which was too much.")
    private boolean less;

    @Option(names = "--text", paramLabel = "TEXT", description = "What was done.")
    private @Nullable String text;

    @Option(names = "--person", paramLabel = "NAME", description = "Who worked; you when absent.")
    private @Nullable String person;

    @Option(
        names = "--at",
        paramLabel = "INSTANT",
        converter = Instants.class,
        description = "When; now when absent.")
    private @Nullable Instant at;

    Spend(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      Duration spent = spent();
      NewEffort wanted =
          new NewEffort(number, person, at, less ? spent.negated() : spent, text, null);
      OpenInstance instance = context.door().open();
      Effort effort =
          Work.done(instance, casework -> casework.addEfforts(List.of(wanted)).getFirst());
      if (json.wanted()) {
        context.console().json(TaskWords.json(effort));
        return ExitCode.DONE;
      }
      Duration all = Duration.ofSeconds(TaskWords.find(instance, number).effort());
      context.console().line("Task %d took %s so far.".formatted(number, DurationText.words(all)));
      return ExitCode.DONE;
    }

    private Duration spent() {
      try {
        return DurationText.parse(span);
      } catch (IllegalArgumentException wrong) {
        throw new CommandFault(ExitCode.USAGE, String.valueOf(wrong.getMessage()));
      }
    }
  }
}
