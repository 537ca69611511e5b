package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.Revision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte definitions history}. */
@Command(
    name = "history",
    description = "Lists the revisions of a document, the newest first.",
    footer = {
      "",
      "Example: tomte definitions history phishing-mailbox",
      "Exit: 0 done, 2 no such document, 3 no instance."
    })
final class DefinitionsHistoryCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private DocumentChoice choice = new DocumentChoice();

  DefinitionsHistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Revision> revisions =
        instance.definitionStore().revisions(choice.find(instance).documentName());
    if (json.wanted()) {
      context.console().json(revisions.stream().map(DefinitionsHistoryCommand::json).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("revision", "at", "who", "what", "name", "why");
    revisions.forEach(each ->
        table.row(
            each.number(),
            Instants.shown(each.author().at()),
            each.author().who(),
            DaemonListCommand.word(each.change()),
            each.name(),
            each.author().why()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static Map<String, Object> json(Revision revision) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("revision", revision.number());
    json.put("at", revision.author().at());
    json.put("who", revision.author().who());
    json.put("why", revision.author().why());
    json.put("change", DaemonListCommand.word(revision.change()));
    json.put("name", revision.name());
    json.put("text", revision.text());
    return json;
  }
}
