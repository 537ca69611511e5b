package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Outcome;
import org.tomte.casework.Undone;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte undo}. */
@Command(
    name = "undo",
    description = {
      "Takes back what one command did to an object, if nobody changed the same fields since.",
      "That is a change like others and can be undone as well."
    },
    footer = {
      "",
      "Example: tomte undo incident:17 1200:34",
      "Exit: 0 done, 1 it cannot be undone, 2 no such object or change, 3 no instance."
    })
final class UndoCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      index = "0",
      paramLabel = "OBJECT",
      converter = ObjectName.class,
      description = "For example incident:17, triage-event:4, task:2 or indicator:9.")
  private ObjectRef object = ObjectRef.incident(1);

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CHANGE",
      description = "The change as the timeline names it; the last one when left out.")
  private @Nullable String change;

  UndoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ChangePosition position = position();
    OpenInstance instance = context.door().open();
    Outcome<Undone> outcome =
        instance.commands().inTransaction(Person.name(), c -> c.undo(object, position));
    return switch (outcome) {
      case Outcome.Done<Undone> done -> tell(done.value());
      case Outcome.Refused<Undone> refused ->
          throw new CommandFault(
              switch (refused.why()) {
                case UNKNOWN_TARGET, FORBIDDEN -> ExitCode.USAGE;
                case LOOP, UNKNOWN_TEMPLATE, BAD_VALUE, BAD_STATE, AGAINST_RULES ->
                    ExitCode.DIFFERS;
              },
              refused.reason());
    };
  }

  private @Nullable ChangePosition position() {
    try {
      return change == null ? null : ChangePosition.parse(change);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(ExitCode.USAGE, wrong.getMessage() + ".");
    }
  }

  private int tell(Undone undone) {
    TreeSet<String> fields = new TreeSet<>(undone.fields());
    if (json.wanted()) {
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("object", undone.object().toString());
      parts.put("change", undone.change().toString());
      parts.put("fields", fields);
      context.console().json(parts);
      return ExitCode.DONE;
    }
    context
        .console()
        .line(
            "On %s these have their former value again: %s."
                .formatted(undone.object(), String.join(", ", fields)));
    return ExitCode.DONE;
  }
}
