package org.tomte.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.DefinitionFolder;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.ImportPlan;
import org.tomte.engine.definition.revision.PlannedChange;
import org.tomte.engine.definition.revision.SaveOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte import}. */
@Command(
    name = "import",
    description = {
      "Compares a folder of definitions with those of the instance, and with --apply stores what"
          + " differs: everything in one step, or nothing.",
      "Of a folder that tomte export --all wrote, the objects are imported too, after the"
          + " definitions: under their own numbers when there are none yet, otherwise under new"
          + " ones. Every faulty line is told with its file and number."
    },
    footer = {
      "",
      "Example: tomte import definitions/ --apply --enable-new --why \"new mailbox\"",
      "Exit: 0 stored or nothing differs, 1 something differs and --apply is absent, 2 a definition"
          + " has faults, 3 no instance."
    })
final class ImportCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private Person person = new Person();

  @Parameters(paramLabel = "FOLDER|FILE", description = "Where the definitions are.")
  private String folder = "";

  @Option(names = "--apply", description = "Store it; otherwise it is only shown.")
  private boolean apply;

  @Option(names = "--delete-missing", description = "Delete what the folder does not have.")
  private boolean deleteMissing;

  @Option(names = "--enable-new", description = "Let the schedules of new daemons count at once.")
  private boolean enableNew;

  @Option(names = "--diff", description = "Show the lines that differ.")
  private boolean diff;

  @Option(
      names = "--keep-going",
      description =
          "Leave faulty lines of objects out; otherwise nothing is stored when there are any.")
  private boolean keepGoing;

  ImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    WholeImport whole = new WholeImport(context.console(), folder, keepGoing);
    List<DefinitionFile> files =
        whole.isWanted() ? whole.definitions() : read(context.console(), folder);
    OpenInstance instance = context.door().open();
    ImportPlan plan =
        instance.definitions().plan(files, new ImportOptions(deleteMissing, enableNew));
    if (!plan.validation().valid()) {
      return new SaveWords(context.console()).refused(plan.validation(), json.wanted());
    }
    boolean differs = !plan.toStore().isEmpty();
    Set<String> leaving =
        LeavingUsers.between(instance.settings(), plan.validation().compiled().settings());
    if (whole.isWanted() && !whole.check(instance, plan.validation())) {
      return whole.refused(json.wanted());
    }
    if (apply && differs) {
      SaveOutcome outcome = instance.definitions().apply(plan, person.who());
      int exit = new SaveWords(context.console()).exit(outcome, json.wanted());
      if (exit != ExitCode.DONE) {
        return exit;
      }
    }
    LeavingUsers.tell(instance, leaving, context.console());
    if (whole.isWanted() && apply) {
      whole.apply(instance);
    }
    tell(plan, differs, whole);
    return (differs || whole.isWanted()) && !apply ? ExitCode.DIFFERS : ExitCode.DONE;
  }

  /**
   * The definition files at a path that a person wrote.
   *
   * @throws CommandFault when there are none, or one cannot be read
   */
  static List<DefinitionFile> read(Console console, String name) {
    Path path = console.path(name);
    if (!Files.exists(path)) {
      throw new CommandFault(ExitCode.USAGE, "There is no file or folder " + name + ".");
    }
    try {
      List<DefinitionFile> files = DefinitionFolder.read(path);
      if (files.isEmpty()) {
        throw new CommandFault(
            ExitCode.USAGE, "The folder " + name + " has no definition files (*.yaml, *.yml).");
      }
      return files;
    } catch (IOException unreadable) {
      throw new CommandFault(ExitCode.USAGE, name + ": " + unreadable.getMessage());
    }
  }

  private void tell(ImportPlan plan, boolean differs, WholeImport whole) {
    if (json.wanted()) {
      Map<String, Object> parts = new LinkedHashMap<>();
      parts.put("applied", apply && differs);
      parts.put("differs", differs);
      parts.put("changes", plan.changes().stream().map(ImportCommand::json).toList());
      if (whole.isWanted()) {
        parts.put("data", whole.facts());
      }
      context.console().json(parts);
      return;
    }
    for (PlannedChange change : plan.changes()) {
      tell(change);
    }
    String last =
        !differs ? "Nothing differs." : apply ? "Stored." : "Not stored; add --apply to do it.";
    context.console().line(last);
    if (whole.isWanted()) {
      whole.tell();
    }
  }

  private void tell(PlannedChange change) {
    Console console = context.console();
    String state = DaemonListCommand.word(change.state());
    if (change.state() != PlannedChange.State.UNCHANGED) {
      console.line("%-11s %s".formatted(state, change.document()));
      change.keys().forEach(key -> console.line(Printable.line("              " + key)));
      change.advice().forEach(advice -> console.line(Printable.line("            ! " + advice)));
    }
    if (diff && !change.diff().isEmpty()) {
      console.out().print(Printable.lines(change.diff()));
    }
  }

  private static Map<String, Object> json(PlannedChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", change.document().kind().word());
    json.put("name", change.document().name());
    json.put("state", DaemonListCommand.word(change.state()));
    json.put("keys", new ArrayList<>(change.keys()));
    json.put("advice", change.advice());
    json.put("diff", change.diff());
    return json;
  }
}
