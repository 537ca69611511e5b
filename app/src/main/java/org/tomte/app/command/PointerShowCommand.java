package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.StoredPointer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte daemon pointer show}. */
@Command(
    name = "show",
    description = "Tells where the next run of a daemon goes on.",
    footer = {
      "",
      "Example: tomte daemon pointer show phishing-mailbox",
      "Exit: 0 done, 2 no such daemon or stream, 3 no instance."
    })
final class PointerShowCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private PointerChoice choice = new PointerChoice();

  PointerShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<StoredPointer> pointers = choice.pointers(instance);
    if (json.wanted()) {
      context.console().json(pointers.stream().map(PointerShowCommand::json).toList());
      return ExitCode.DONE;
    }
    if (pointers.isEmpty()) {
      context.console().note(choice.daemon() + " has no pointer yet; its first run makes one.");
      return ExitCode.DONE;
    }
    Table table = Table.of("stream", "kind", "moved", "goes on");
    pointers.forEach(each ->
        table.row(each.stream().name(), each.kind(), Instants.shown(each.at()), each.words()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  static Map<String, @Nullable Object> json(StoredPointer pointer) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("stream", pointer.stream().name());
    json.put("kind", pointer.kind());
    json.put("words", pointer.words());
    json.put("movedAt", pointer.at());
    json.put("state", pointer.state());
    return json;
  }
}
