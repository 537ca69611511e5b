package org.tomte.app.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.StoredDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte definitions list}. */
@Command(
    name = "list",
    description = "Lists all stored documents with their revisions.",
    footer = {"", "Example: tomte definitions list", "Exit: 0 done, 3 no instance."})
final class DefinitionsListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  DefinitionsListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<StoredDocument> documents = instance.definitionStore().documents();
    if (json.wanted()) {
      context.console().json(documents.stream().map(DefinitionsListCommand::json).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("kind", "name", "revision", "file");
    documents.forEach(
        each -> table.row(each.kind().word(), each.name(), each.revision(), each.file()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static Map<String, Object> json(StoredDocument document) {
    return Map.of(
        "kind", document.kind().word(),
        "name", document.name(),
        "revision", document.revision(),
        "file", document.file());
  }
}
