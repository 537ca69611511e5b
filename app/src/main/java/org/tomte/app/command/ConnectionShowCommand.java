package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.Uses;
import org.tomte.engine.definition.ConnectionDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte connection show}. */
@Command(
    name = "show",
    description = "Shows one connection: what it is, who uses it, its alarms and pauses.",
    footer = {
      "",
      "Example: tomte connection show soc-mailbox",
      "Exit: 0 done, 2 no such connection, 3 no instance."
    })
final class ConnectionShowCommand implements Callable<Integer>, InstanceCommand {
  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|token|key|credential).*");
  private static final int PAUSES = 5;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "CONNECTION", description = "Its name.")
  private String name = "";

  ConnectionShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    ConnectionDefinition connection = new ConnectionFinder(instance).find(name);
    Map<String, @Nullable Object> facts = facts(instance, connection);
    if (json.wanted()) {
      context.console().json(facts);
      return ExitCode.DONE;
    }
    facts.forEach(this::tell);
    return ExitCode.DONE;
  }

  private void tell(String key, @Nullable Object value) {
    if (value == null || (value instanceof List<?> list && list.isEmpty())) {
      return;
    }
    String label = key + ":" + " ".repeat(Math.max(1, 13 - key.length()));
    List<?> lines = value instanceof List<?> list ? list : List.of(value);
    for (Object line : lines) {
      context.console().line(Printable.line(label + line));
      label = " ".repeat(label.length());
    }
  }

  private static Map<String, @Nullable Object> facts(
      OpenInstance instance, ConnectionDefinition connection) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", connection.name());
    facts.put("type", connection.type());
    facts.put("description", connection.description());
    facts.put("owner", connection.owner());
    facts.put("settings", shown(connection.settings().values()));
    facts.put("expires", connection.expires() == null ? null : connection.expires().toString());
    facts.put("daemons", Uses.daemons(instance.compiled().compiled(), connection.name()));
    Pause pause = instance.pauses().of(connection.name());
    facts.put("paused", pause == null ? null : pause.words());
    facts.put("alarms", alarms(instance, connection));
    facts.put(
        "pauses",
        instance.pauseStore().history(connection.name(), PAUSES).stream()
            .map(ConnectionShowCommand::words)
            .toList());
    return facts;
  }

  private static List<String> alarms(OpenInstance instance, ConnectionDefinition connection) {
    return instance.alarms().open().stream()
        .filter(alarm ->
            alarm.cause().subject().equals("connection")
                && alarm.cause().name().equals(connection.name()))
        .map(Alarm::text)
        .toList();
  }

  /** References to secrets are shown, secrets that stand there by mistake are not. */
  private static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> settings) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    settings.forEach((key, value) -> {
      boolean secret = SECRET.matcher(key.toLowerCase(Locale.ROOT)).matches();
      boolean reference = value instanceof String text && text.startsWith("${");
      shown.put(key, secret && !reference && value instanceof String ? "***" : nested(value));
    });
    return shown;
  }

  private static @Nullable Object nested(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, each) -> copy.put(String.valueOf(key), each));
    return shown(copy);
  }

  private static String words(Pause pause) {
    String end =
        pause.ended() == null
            ? "until " + Instants.shown(pause.until())
            : "ended %s by %s%s"
                .formatted(
                    Instants.shown(pause.ended().at()),
                    pause.ended().who(),
                    pause.ended().why().isEmpty() ? "" : " (" + pause.ended().why() + ")");
    return "since %s by %s: %s; %s"
        .formatted(Instants.shown(pause.since()), pause.by().who(), pause.by().why(), end);
  }
}
