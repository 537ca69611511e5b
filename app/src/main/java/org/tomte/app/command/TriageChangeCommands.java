package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.triage.EditedTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people do with triage events: show, grab, reassign, discard, convert, attach. */
final class TriageChangeCommands {
  private static final String EXIT =
      "Exit: 0 done, 1 some are not there or done with already, 3 no instance.";

  private TriageChangeCommands() {}

  /** {@code tomte triage show}. */
  @Command(
      name = "show",
      description = "Shows a triage event with its entities, notes and files.",
      footer = {
        "",
        "Example: tomte triage show 4",
        "Exit: 0 done, 2 no such event, 3 no instance."
      })
  static final class Show implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The event's id.")
    private long id;

    Show(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      OpenInstance instance = context.door().open();
      TriageEvent event =
          instance
              .casework()
              .triageEvent(id)
              .orElseThrow(() ->
                  new CommandFault(
                      ExitCode.USAGE, "There is no triage event with the id " + id + "."));
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("id", event.id());
      facts.put("created", event.created());
      facts.put("by", event.createdBy().words());
      facts.put("status", event.status().word());
      facts.put("fields", event.fields().asMap());
      List<EntityName> held = event.observables();
      if (json.wanted()) {
        facts.put("observables", held.stream().map(EntityName::toString).toList());
      }
      facts.put(
          json.wanted() ? "defanged" : "entities",
          held.stream().map(name -> name.type().word() + ":" + name.defanged()).toList());
      facts.put(
          "notes", instance.casework().notes(event.ref()).stream().map(TaskWords::json).toList());
      facts.put(
          "attachments",
          instance.casework().attachments(event.ref()).stream()
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

  /** A command that does the same with several events. */
  abstract static class Several implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;
    private final String done;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The events' ids.")
    private List<Long> ids = new ArrayList<>();

    private Several(CommandContext context, String done) {
      this.context = context;
      this.done = done;
    }

    /** What is to be done with each. */
    abstract TriageEdit.Action action();

    @Override
    public Integer call() {
      TriageEdit.Action action = action();
      List<TriageEdit> edits = ids.stream().map(id -> TriageEdit.of(id, action)).toList();
      List<EditedTriageEvent> edited =
          Work.all(context, context.door().open(), casework -> casework.editTriage(edits));
      context.console().line("%,d of %,d %s".formatted(edited.size(), ids.size(), done));
      return edited.size() == ids.size() ? ExitCode.DONE : ExitCode.DIFFERS;
    }
  }

  /** {@code tomte triage grab}. */
  @Command(
      name = "grab",
      description = "Takes triage events to judge them, also from somebody else.",
      footer = {"", "Example: tomte triage grab 4 5", EXIT})
  static final class Grab extends Several {
    Grab(CommandContext context) {
      super(context, "grabbed");
    }

    @Override
    TriageEdit.Action action() {
      return new TriageEdit.Action.Grab(Person.name());
    }
  }

  /** {@code tomte triage reassign}. */
  @Command(
      name = "reassign",
      description = "Gives triage events to somebody else to judge.",
      footer = {"", "Example: tomte triage reassign 4 5 --to ann", EXIT})
  static final class Reassign extends Several {
    @Option(
        names = "--to",
        required = true,
        paramLabel = "PERSON",
        description = "Who judges them.")
    private String person = "";

    Reassign(CommandContext context) {
      super(context, "reassigned");
    }

    @Override
    TriageEdit.Action action() {
      return new TriageEdit.Action.Reassign(person);
    }
  }

  /** {@code tomte triage discard}. */
  @Command(
      name = "discard",
      description = "Says of triage events that there is nothing to do.",
      footer = {"", "Example: tomte triage discard 4 5 --reason duplicate", EXIT})
  static final class Discard extends Several {
    @Option(
        names = "--reason",
        required = true,
        paramLabel = "REASON",
        description = "Why; the workflow has the usual ones.")
    private String reason = "";

    Discard(CommandContext context) {
      super(context, "discarded");
    }

    @Override
    TriageEdit.Action action() {
      if (reason.isBlank()) {
        throw new CommandFault(ExitCode.USAGE, "--reason needs a word or two.");
      }
      return new TriageEdit.Action.Discard(reason);
    }
  }

  /** {@code tomte triage convert}. */
  @Command(
      name = "convert",
      description = "Makes an incident of a triage event, with its notes, files and entities.",
      footer = {
        "",
        "Example: tomte triage convert 4 --template phishing --set severity=high",
        "Exit: 0 done, 1 it is done with already, 2 no such event or value, 3 no instance."
      })
  static final class Convert implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Mixin private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "ID", description = "The event's id.")
    private long id;

    @Option(
        names = "--template",
        defaultValue = "general",
        paramLabel = "NAME",
        description = "The incident's template (default: ${DEFAULT-VALUE}).")
    private String template = "";

    @Option(
        names = "--set",
        paramLabel = "FIELD=VALUE",
        description = "A field of the incident, over that of the event; again for several.")
    private List<String> fields = new ArrayList<>();

    Convert(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      Map<String, @Nullable Object> wanted = Work.fields(fields);
      Incident incident =
          Work.done(context.door().open(), casework -> casework.convert(id, template, wanted));
      if (json.wanted()) {
        context.console().json(Map.of("incident", incident.number(), "label", incident.label()));
      } else {
        context
            .console()
            .line("Triage event %d is incident %s now.".formatted(id, incident.label()));
      }
      return ExitCode.DONE;
    }
  }

  /** {@code tomte triage attach}. */
  @Command(
      name = "attach",
      description = {
        "Makes triage events part of an incident that is there: with their notes, files and"
            + " entities."
      },
      footer = {"", "Example: tomte triage attach 4 5 --incident 17", EXIT})
  static final class Attach implements Callable<Integer>, InstanceCommand {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "ID", description = "The events' ids.")
    private List<Long> ids = new ArrayList<>();

    @Option(
        names = "--incident",
        required = true,
        paramLabel = "NUMBER",
        description = "The incident's number.")
    private long incident;

    Attach(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<Long> attached =
          Work.all(
              context, context.door().open(), casework -> casework.attachTriage(ids, incident));
      context.console().line("%,d of %,d attached".formatted(attached.size(), ids.size()));
      return attached.size() == ids.size() ? ExitCode.DONE : ExitCode.DIFFERS;
    }
  }
}
