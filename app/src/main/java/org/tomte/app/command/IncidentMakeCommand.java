package org.tomte.app.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an incident: from a template, or like another. */
abstract class IncidentMakeCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  private IncidentMakeCommand(CommandContext context) {
    this.context = context;
  }

  /** Makes it. */
  abstract Outcome<Incident> make(OpenInstance instance, Casework casework);

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Outcome<Incident> outcome =
        instance.commands().inTransaction(Person.name(), casework -> make(instance, casework));
    return switch (outcome) {
      case Outcome.Done<Incident> done -> {
        Incident made = done.value();
        if (json.wanted()) {
          context.console().json(Map.of("number", made.number(), "label", made.label()));
        } else {
          context
              .console()
              .line("Incident %d, %s: %s".formatted(made.number(), made.label(), made.title()));
        }
        yield ExitCode.DONE;
      }
      case Outcome.Refused<Incident> refused ->
          throw new CommandFault(ExitCode.DIFFERS, refused.reason());
    };
  }

  /** {@code tomte incident create}. */
  @Command(
      name = "create",
      description = "Opens an incident from a template.",
      footer = {
        "",
        "Example: tomte incident create --template phishing title=\"Invoice\" severity=high",
        "Exit: 0 done, 1 refused, 2 wrong call, 3 no instance."
      })
  static final class Create extends IncidentMakeCommand {
    @Option(
        names = "--template",
        defaultValue = "general",
        paramLabel = "NAME",
        description = "The template (default: ${DEFAULT-VALUE}).")
    private String template = "";

    @Parameters(arity = "0..*", paramLabel = "FIELD=VALUE", description = "What is set.")
    private List<String> fields = List.of();

    Create(CommandContext context) {
      super(context);
    }

    @Override
    Outcome<Incident> make(OpenInstance instance, Casework casework) {
      Map<String, @Nullable Object> values =
          FieldsTyped.of(
              fields, instance.compiled().compiled().settings().fields(), ObjectKind.INCIDENT);
      return casework.createIncidents(List.of(NewIncident.of(template, values))).getFirst();
    }
  }

  /** {@code tomte incident clone}. */
  @Command(
      name = "clone",
      description = "Opens an incident with the fields of another, without its history.",
      footer = {
        "",
        "Example: tomte incident clone 17 --tasks",
        "Exit: 0 done, 1 refused, 2 wrong call, 3 no instance."
      })
  static final class Copy extends IncidentMakeCommand {
    @Parameters(paramLabel = "NUMBER", description = "The other incident.")
    private long number;

    @Option(names = "--tasks", description = "With its tasks, all of them open.")
    private boolean tasks;

    Copy(CommandContext context) {
      super(context);
    }

    @Override
    Outcome<Incident> make(OpenInstance instance, Casework casework) {
      return casework.copy(number, tasks);
    }
  }
}
