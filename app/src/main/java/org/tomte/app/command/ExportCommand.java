package org.tomte.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.DefinitionFolder;
import org.tomte.engine.definition.revision.StoredDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte export}. */
@Command(
    name = "export",
    description = {
      "Writes all definitions into a folder, byte for byte as they were saved. Files of the same"
          + " name are replaced, others are left alone. Secrets stay references."
    },
    footer = {
      "",
      "Example: tomte export definitions/",
      "Exit: 0 done, 1 a file cannot be written, 3 no instance."
    })
final class ExportCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FOLDER", description = "Where to; made when it is not there.")
  private String folder = "";

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<StoredDocument> documents = instance.definitionStore().documents();
    Path target = context.console().path(folder);
    List<String> written;
    try {
      written = DefinitionFolder.write(target, documents);
    } catch (IOException unwritable) {
      throw new CommandFault(
          ExitCode.DIFFERS,
          "The folder %s cannot be written: %s".formatted(folder, unwritable.getMessage()));
    }
    if (json.wanted()) {
      context.console().json(Map.of("documents", documents.size(), "written", written));
      return ExitCode.DONE;
    }
    written.forEach(file -> context.console().line(file));
    context
        .console()
        .line(
            "%s, %s written"
                .formatted(
                    Checked.count(documents.size(), "document"),
                    Checked.count(written.size(), "file")));
    return ExitCode.DONE;
  }
}
