package org.tomte.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.keep.PlainJson;
import org.tomte.engine.quarantine.QuarantineStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte quarantine edit}. */
@Command(
    name = "edit",
    description = {
      "Replaces the fields that a replay uses, read as a JSON object from standard input. What came"
          + " first is kept beside it."
    },
    footer = {
      "",
      "Example: tomte quarantine edit 42 --why \"broken date\" < fixed.json",
      "Exit: 0 done, 1 it was replayed or discarded before, 2 no such entry or no JSON object,"
          + " 3 no instance."
    })
final class QuarantineEditCommand implements Callable<Integer>, InstanceCommand, InputCommand {
  private final CommandContext context;

  @Mixin private Person person = new Person();

  @Parameters(paramLabel = "ID", description = "The entry's number.")
  private long id;

  QuarantineEditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Prompt prompt() {
    return new Prompt("the event's fields as a JSON object", false);
  }

  @Override
  public Integer call() {
    Map<String, @Nullable Object> fields = fields(context.input().text());
    OpenInstance instance = context.door().open();
    QuarantineWords.find(instance, id);
    QuarantineStore.Closing closing =
        new QuarantineStore.Closing(Person.name(), person.why(), instance.now());
    if (!instance.quarantine().edit(id, fields, null, closing)) {
      throw new CommandFault(
          ExitCode.DIFFERS, "Entry %d was replayed or discarded before.".formatted(id));
    }
    context
        .console()
        .line("Entry %d is edited; tomte quarantine replay %d works on it.".formatted(id, id));
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> fields(String text) {
    try {
      return PlainJson.readObject(text);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(
          ExitCode.USAGE, "The fields are no JSON object: " + wrong.getMessage());
    }
  }
}
