package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.engine.definition.yaml.RecordShape;
import org.tomte.engine.definition.yaml.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte connectors}. */
@Command(
    name = "connectors",
    description = "Lists the sources that daemons can have, or the settings of one.",
    footer = {"", "Example: tomte connectors file", "Exit: 0 done, 2 no such connector."})
final class ConnectorsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Show the settings of this one.")
  private @Nullable String name;

  ConnectorsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Map<String, Connector<?>> connectors = new TreeMap<>(context.installed().connectors());
    if (name == null) {
      list(connectors);
      return ExitCode.DONE;
    }
    Connector<?> connector = connectors.get(name);
    if (connector == null) {
      String nearest = Suggestion.nearest(name, connectors.keySet());
      throw new CommandFault(
          ExitCode.USAGE,
          "There is no connector %s.%s There are: %s."
              .formatted(
                  Suggestion.quoted(name),
                  nearest == null ? "" : " Did you mean " + nearest + "?",
                  String.join(", ", connectors.keySet())));
    }
    show(connector);
    return ExitCode.DONE;
  }

  private void list(Map<String, Connector<?>> connectors) {
    if (json.wanted()) {
      List<Map<String, Object>> all = new ArrayList<>();
      connectors.forEach(
          (each, connector) -> all.add(Map.of("name", each, "summary", connector.summary())));
      context.console().json(all);
      return;
    }
    Table table = Table.of("name", "what it does");
    connectors.forEach((each, connector) -> table.row(each, connector.summary()));
    context.console().table(table);
  }

  private void show(Connector<?> connector) {
    List<RecordShape.Component> settings = RecordShape.of(connector.settings()).components();
    if (json.wanted()) {
      context.console().json(settings.stream().map(ConnectorsCommand::json).toList());
      return;
    }
    context.console().line(connector.name() + ": " + connector.summary());
    Table table = Table.of("key", "default", "what it is");
    for (RecordShape.Component setting : settings) {
      String fallback = setting.required() ? "(required)" : setting.fallback();
      table.row(setting.key(), fallback, setting.description());
    }
    context.console().table(table);
  }

  private static Map<String, @Nullable Object> json(RecordShape.Component setting) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("key", setting.key());
    json.put("required", setting.required());
    json.put("default", setting.fallback());
    json.put("example", setting.example());
    json.put("description", setting.description());
    return json;
  }
}
