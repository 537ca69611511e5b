package org.tomte.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Printable;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.app.transfer.DataImport;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.DefinitionFolder;

/** The part of an import that is about objects, when the folder has them. */
final class WholeImport {
  private final Console console;
  private final String name;
  private final Path folder;
  private final boolean keepGoing;
  private @Nullable FieldCatalogue fields;
  private DataImport.@Nullable Outcome outcome;

  WholeImport(Console console, String name, boolean keepGoing) {
    this.console = console;
    this.name = name;
    this.folder = console.path(name);
    this.keepGoing = keepGoing;
  }

  /** Whether the folder is one that {@code tomte export --all} wrote. */
  boolean isWanted() {
    return DataImport.isExport(folder);
  }

  /** The definitions in it; none is fine. */
  List<DefinitionFile> definitions() {
    Path definitions = folder.resolve(ExportCommand.DEFINITIONS);
    try {
      return Files.isDirectory(definitions) ? DefinitionFolder.read(definitions) : List.of();
    } catch (IOException unreadable) {
      throw new CommandFault(ExitCode.USAGE, name + ": " + unreadable.getMessage());
    }
  }

  /** Reads every line; false when there are faults that stop it. */
  boolean check(OpenInstance instance, Validation validation) {
    fields = validation.compiled().settings().fields();
    DataImport.Outcome checked = run(instance, fields, false);
    outcome = checked;
    return checked.faulty() == 0 || keepGoing;
  }

  /** Writes what was checked. */
  void apply(OpenInstance instance) {
    FieldCatalogue known = fields;
    if (known == null) {
      throw new IllegalStateException("an import is checked first");
    }
    outcome = run(instance, known, true);
  }

  private DataImport.Outcome run(OpenInstance instance, FieldCatalogue known, boolean apply) {
    try (Progress progress = console.progress()) {
      return DataImport.run(instance, folder, known, apply, keepGoing, progress::say);
    } catch (IOException unreadable) {
      throw new CommandFault(ExitCode.USAGE, String.valueOf(unreadable.getMessage()));
    }
  }

  /** Tells why nothing is stored. */
  int refused(boolean json) {
    if (json) {
      console.json(Map.of("applied", false, "data", facts()));
    } else {
      tell();
      console.line("Nothing is stored; mend the lines, or leave them out by --keep-going.");
    }
    return ExitCode.USAGE;
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    DataImport.Outcome known = outcome;
    if (known != null) {
      facts.put("applied", known.applied());
      facts.put("lines", known.lines());
      facts.put("numbers-kept", known.numbersKept());
      facts.put("faulty", known.faulty());
      facts.put("faults", known.faults());
    }
    return facts;
  }

  void tell() {
    DataImport.Outcome known = outcome;
    if (known == null) {
      return;
    }
    known.faults().forEach(fault -> console.line(Printable.line(fault)));
    if (known.faulty() > known.faults().size()) {
      console.line("and %,d more".formatted(known.faulty() - known.faults().size()));
    }
    known.lines().forEach((file, count) -> console.line("%-15s %,d".formatted(file, count)));
    console.line(
        "%s%s under %s."
            .formatted(
                known.applied() ? "Imported" : "Would be imported",
                known.faulty() > 0 ? " without %,d faulty lines".formatted(known.faulty()) : "",
                known.numbersKept() ? "their own numbers" : "new numbers"));
  }
}
