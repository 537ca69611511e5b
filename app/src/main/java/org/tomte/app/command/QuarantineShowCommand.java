package org.tomte.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.JsonText;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte quarantine show}. */
@Command(
    name = "show",
    description = "Shows one quarantined event: why it failed, and its fields.",
    footer = {
      "",
      "Example: tomte quarantine show 42",
      "Exit: 0 done, 2 no such entry, 3 no instance."
    })
final class QuarantineShowCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "ID", description = "The entry's number.")
  private long id;

  QuarantineShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Map<String, @Nullable Object> facts =
        QuarantineWords.json(instance, QuarantineWords.find(instance, id));
    if (json.wanted()) {
      context.console().json(facts);
      return ExitCode.DONE;
    }
    facts.forEach((key, value) -> {
      if (value != null && !key.equals("fields")) {
        context.console().line(Printable.line(key + ": " + value));
      }
    });
    Object fields = facts.get("fields");
    if (fields != null) {
      context.console().line("fields: " + Printable.lines(JsonText.pretty(fields)));
    }
    return ExitCode.DONE;
  }
}
