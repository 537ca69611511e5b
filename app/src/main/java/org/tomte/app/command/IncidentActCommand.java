package org.tomte.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.IncidentEdit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person does with one incident, several, or all that a search finds. */
abstract class IncidentActCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private IncidentChoice choice = new IncidentChoice();

  @Parameters(
      arity = "0..*",
      paramLabel = "NUMBER",
      description = "The incidents' numbers; fields to set as field=value, where it edits.")
  private List<String> arguments = List.of();

  private IncidentActCommand(CommandContext context) {
    this.context = context;
  }

  /** What is done; in the order in which it is done. */
  abstract List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields);

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<String> fields = arguments.stream().filter(FieldsTyped::isOne).toList();
    List<String> named = arguments.stream().filter(each -> !FieldsTyped.isOne(each)).toList();
    List<IncidentEdit.Action> actions = actions(instance, fields);
    List<Long> numbers = choice.numbers(named, instance);
    List<Long> asked = new ArrayList<>();
    List<Outcome<EditedIncident>> outcomes =
        instance
            .commands()
            .inTransaction(
                Person.name(),
                casework -> {
                  asked.clear();
                  List<Outcome<EditedIncident>> all = new ArrayList<>();
                  for (IncidentEdit.Action action : actions) {
                    all.addAll(casework.editAll(numbers, action));
                    asked.addAll(numbers);
                  }
                  return all;
                });
    return new Answers(context.console(), json.wanted()).tell(asked, outcomes, Answers::words);
  }

  private static void none(List<String> fields) {
    if (!fields.isEmpty()) {
      throw new CommandFault(
          ExitCode.USAGE, "'%s': fields are set by edit.".formatted(fields.getFirst()));
    }
  }

  /** {@code tomte incident edit}. */
  @Command(
      name = "edit",
      description = "Sets fields of incidents, or adds people who work on them.",
      footer = {
        "",
        "Example: tomte incident edit 17 18 severity=high tags=mail,vip owner=",
        "Example: tomte incident edit 17 --add-investigator ada --role lead",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Edit extends IncidentActCommand {
    @Option(
        names = "--add-investigator",
        paramLabel = "NAME",
        description = "Somebody who works on them too; can be given again.")
    private List<String> investigators = List.of();

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "What they do: lead, analyst, observer, or another word.")
    private @Nullable String role;

    Edit(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      List<IncidentEdit.Action> actions = new ArrayList<>();
      if (!fields.isEmpty()) {
        Map<String, @Nullable Object> values =
            FieldsTyped.of(
                fields, instance.compiled().compiled().settings().fields(), ObjectKind.INCIDENT);
        actions.add(new IncidentEdit.Action.Set(values, false));
      }
      if (!investigators.isEmpty()) {
        actions.add(new IncidentEdit.Action.AddInvestigators(investigators, role));
      }
      if (actions.isEmpty()) {
        throw new CommandFault(
            ExitCode.USAGE, "Nothing to set; write field=value or --add-investigator NAME.");
      }
      return actions;
    }
  }

  /** {@code tomte incident close}. */
  @Command(
      name = "close",
      description = "Closes incidents by the rules of the workflow.",
      footer = {
        "",
        "Example: tomte incident close 17 --reason false-positive --note \"a scanner of ours\"",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Close extends IncidentActCommand {
    @Option(
        names = "--reason",
        defaultValue = "",
        paramLabel = "WORD",
        description = "Why they are closed.")
    private String reason = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "What remains to be said.")
    private @Nullable String note;

    @Option(
        names = "--force",
        description = "Also before mandatory phases and tasks that keep them open.")
    private boolean force;

    Close(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      none(fields);
      return List.of(new IncidentEdit.Action.Close(reason, note, force));
    }
  }

  /** {@code tomte incident reopen}. */
  @Command(
      name = "reopen",
      description = "Opens closed incidents again.",
      footer = {
        "",
        "Example: tomte incident reopen 17",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Reopen extends IncidentActCommand {
    Reopen(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      none(fields);
      return List.of(new IncidentEdit.Action.Reopen());
    }
  }

  /** {@code tomte incident delete}. */
  @Command(
      name = "delete",
      description = "Deletes incidents; they are kept and can be restored.",
      footer = {
        "",
        "Example: tomte incident delete 17",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Delete extends IncidentActCommand {
    Delete(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      none(fields);
      return List.of(new IncidentEdit.Action.Delete());
    }
  }

  /** {@code tomte incident restore}. */
  @Command(
      name = "restore",
      description = "Takes it back that incidents were deleted.",
      footer = {
        "",
        "Example: tomte incident restore 17",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Restore extends IncidentActCommand {
    Restore(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      none(fields);
      return List.of(new IncidentEdit.Action.Restore());
    }
  }

  /** {@code tomte incident hold}. */
  @Command(
      name = "hold",
      description = "Says that nothing of incidents may be removed (legal hold).",
      footer = {
        "",
        "Example: tomte incident hold 17 --why \"court order 7 O 12/26\"",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Hold extends IncidentActCommand {
    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "Why; shown with the incident.")
    private String why = "";

    Hold(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      none(fields);
      return List.of(new IncidentEdit.Action.Hold(why));
    }
  }

  /** {@code tomte incident release}. */
  @Command(
      name = "release",
      description = "Takes holds on incidents away.",
      footer = {
        "",
        "Example: tomte incident release 17",
        "Exit: 0 done, 1 some were refused, 2 wrong call, 3 no instance."
      })
  static final class Release extends IncidentActCommand {
    Release(CommandContext context) {
      super(context);
    }

    @Override
    List<IncidentEdit.Action> actions(OpenInstance instance, List<String> fields) {
      none(fields);
      return List.of(new IncidentEdit.Action.Release());
    }
  }
}
