package org.tomte.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.PointerChange;
import org.tomte.engine.commit.StoredPointer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte daemon pointer history}. */
@Command(
    name = "history",
    description = "Lists what people did to the pointers of a daemon, the latest first.",
    footer = {
      "",
      "Example: tomte daemon pointer history phishing-mailbox",
      "Exit: 0 done, 2 no such daemon or stream, 3 no instance."
    })
final class PointerHistoryCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST = 100;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private PointerChoice choice = new PointerChoice();

  PointerHistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<PointerChange> changes = new ArrayList<>();
    choice
        .streams(instance)
        .forEach(stream -> changes.addAll(instance.pointers().history(stream, MOST)));
    changes.sort(Comparator.comparingLong(PointerChange::id).reversed());
    if (json.wanted()) {
      context.console().json(changes.stream().map(PointerHistoryCommand::json).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("at", "who", "stream", "before", "after", "why");
    changes.forEach(each ->
        table.row(
            Instants.shown(each.at()),
            each.who(),
            each.stream().name(),
            words(each.before()),
            words(each.after()),
            each.why()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static String words(@Nullable StoredPointer pointer) {
    return pointer == null ? "its start" : pointer.words();
  }

  private static Map<String, @Nullable Object> json(PointerChange change) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", change.at());
    json.put("who", change.who());
    json.put("why", change.why());
    json.put("stream", change.stream().name());
    json.put("before", words(change.before()));
    json.put("after", words(change.after()));
    return json;
  }
}
