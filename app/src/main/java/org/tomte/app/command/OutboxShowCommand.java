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

/** {@code tomte outbox show}. */
@Command(
    name = "show",
    description = "Shows one delivery: what is said to whom, why, and how it went.",
    footer = {
      "",
      "Example: tomte outbox show 42",
      "Exit: 0 done, 2 no such delivery, 3 no instance."
    })
final class OutboxShowCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NUMBER", description = "The delivery's number.")
  private long number;

  OutboxShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Map<String, @Nullable Object> facts =
        OutboxWords.json(
            OutboxWords.find(instance, number), instance.outbox().answer(number).orElse(null));
    if (json.wanted()) {
      context.console().json(facts);
      return ExitCode.DONE;
    }
    facts.forEach((key, value) -> {
      if (value instanceof Map<?, ?>) {
        context.console().line(key + ": " + Printable.lines(JsonText.pretty(value)));
      } else if (value != null) {
        context.console().line(Printable.line(key + ": " + value));
      }
    });
    return ExitCode.DONE;
  }
}
