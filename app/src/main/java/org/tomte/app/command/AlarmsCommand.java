package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.alarm.Alarm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte alarms}. */
@Command(
    name = "alarms",
    description = "Lists what a person must know: one alarm for each cause, the oldest first.",
    footer = {
      "",
      "Example: tomte alarms --ended 10",
      "Exit: 0 no alarm is open, 1 there are open alarms, 3 no instance."
    })
final class AlarmsCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--ended",
      paramLabel = "N",
      defaultValue = "0",
      description = "Also so many that have ended, the newest first.")
  private int ended;

  AlarmsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Alarm> open = instance.alarms().open();
    List<Alarm> past = ended > 0 ? instance.alarms().ended(ended) : List.of();
    if (json.wanted()) {
      context
          .console()
          .json(
              Map.of(
                  "open", open.stream().map(AlarmsCommand::json).toList(),
                  "ended", past.stream().map(AlarmsCommand::json).toList()));
    } else {
      Table table = Table.of("since", "ended", "cause", "owner", "count", "what");
      open.forEach(alarm -> add(table, alarm));
      past.forEach(alarm -> add(table, alarm));
      if (table.isEmpty()) {
        context.console().line("No alarm is open.");
      } else {
        context.console().table(table);
      }
    }
    return open.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private static void add(Table table, Alarm alarm) {
    String daemons =
        alarm.daemons().size() > 1 ? " (stops " + String.join(", ", alarm.daemons()) + ")" : "";
    table.row(
        Instants.shown(alarm.since()),
        Instants.shown(alarm.ended()),
        alarm.cause().key(),
        alarm.owner(),
        "%,d".formatted(alarm.count()),
        alarm.text() + daemons);
  }

  private static Map<String, @Nullable Object> json(Alarm alarm) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", alarm.id());
    json.put("cause", alarm.cause().key());
    json.put("owner", alarm.owner());
    json.put("text", alarm.text());
    json.put("daemons", alarm.daemons());
    json.put("since", alarm.since());
    json.put("last", alarm.last());
    json.put("count", alarm.count());
    json.put("ended", alarm.ended());
    return json;
  }
}
