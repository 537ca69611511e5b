package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.Uses;
import org.tomte.engine.definition.ConnectionDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte connection list}. */
@Command(
    name = "list",
    description = "Lists connections: who uses them, until when they are good or paused.",
    footer = {"", "Example: tomte connection list --json", "Exit: 0 done, 3 no instance."})
final class ConnectionListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  ConnectionListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (ConnectionDefinition each : new ConnectionFinder(instance).all().values()) {
      rows.add(row(instance, each));
    }
    if (json.wanted()) {
      context.console().json(rows);
      return ExitCode.DONE;
    }
    Table table = Table.of("name", "type", "owner", "expires", "paused until", "used by");
    rows.forEach(row ->
        table.row(
            row.get("name"),
            row.get("type"),
            row.get("owner"),
            row.get("expires"),
            row.get("pausedUntil"),
            row.get("daemons") instanceof List<?> names
                ? String.join(", ", names.stream().map(String::valueOf).toList())
                : ""));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> row(
      OpenInstance instance, ConnectionDefinition connection) {
    Pause pause = instance.pauses().of(connection.name());
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", connection.name());
    row.put("type", connection.type());
    row.put("owner", connection.owner());
    row.put("expires", connection.expires() == null ? null : connection.expires().toString());
    row.put("pausedUntil", pause == null ? null : Instants.shown(pause.until()));
    row.put("daemons", Uses.daemons(instance.compiled().compiled(), connection.name()));
    return row;
  }
}
