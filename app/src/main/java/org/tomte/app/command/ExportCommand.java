package org.tomte.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Printable;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.app.transfer.DataExport;
import org.tomte.engine.definition.revision.DefinitionFolder;
import org.tomte.engine.definition.revision.StoredDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte export}. */
@Command(
    name = "export",
    description = {
      "Writes all definitions into a folder, byte for byte as they were saved. Files of the same"
          + " name are replaced, others are left alone. Secrets stay references.",
      "With --all: definitions in definitions/, and every incident, triage event, task, indicator,"
          + " note, interval, entity and change as a line of JSON in data/*.jsonl, as of one"
          + " instant. tomte import reads such a folder. What daemons remember (pointers, keys,"
          + " kept events, outbox) is in backups only."
    },
    footer = {
      "",
      "Example: tomte export --all everything/",
      "Exit: 0 done, 1 a file cannot be written, 3 no instance."
    })
final class ExportCommand implements Callable<Integer>, InstanceCommand {
  /** Where definitions are in the folder of a whole export. */
  static final String DEFINITIONS = "definitions";

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FOLDER", description = "Where to; made when it is not there.")
  private String folder = "";

  @Option(names = "--all", description = "Write the objects of the data layer too.")
  private boolean all;

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<StoredDocument> documents = instance.definitionStore().documents();
    Path target = context.console().path(folder);
    List<String> written;
    DataExport.Written data = DataExport.Written.NOTHING;
    try {
      written = DefinitionFolder.write(all ? target.resolve(DEFINITIONS) : target, documents);
      if (all) {
        data = data(instance, target);
      }
    } catch (IOException unwritable) {
      throw new CommandFault(
          ExitCode.DIFFERS,
          "The folder %s cannot be written: %s".formatted(folder, unwritable.getMessage()));
    }
    if (json.wanted()) {
      context
          .console()
          .json(
              Map.of(
                  "documents",
                  documents.size(),
                  "written",
                  written,
                  "lines",
                  data.lines(),
                  "missing-files",
                  data.missing()));
      return data.missing().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
    }
    written.forEach(file -> context.console().line(file));
    data.lines()
        .forEach((file, count) ->
            context.console().line("data/%s.jsonl: %,d lines".formatted(file, count)));
    data.missing().forEach(each -> context.console().line(Printable.line(each)));
    context
        .console()
        .line(
            "%s, %s written"
                .formatted(
                    Checked.count(documents.size(), "document"),
                    Checked.count(written.size(), "file")));
    return data.missing().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private DataExport.Written data(OpenInstance instance, Path target) throws IOException {
    try (Progress progress = context.console().progress()) {
      return DataExport.write(instance, target, progress::say);
    }
  }
}
