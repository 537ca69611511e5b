package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.MemberStatus;
import org.tomte.engine.schedule.Timetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte daemon list}. */
@Command(
    name = "list",
    description = "Lists the daemons and how they are.",
    footer = {"", "Example: tomte daemon list --json", "Exit: 0 done, 3 no instance."})
final class DaemonListCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  DaemonListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (DaemonHead head : instance.definitionStore().daemons()) {
      rows.add(row(instance, head));
    }
    if (json.wanted()) {
      context.console().json(rows);
      return ExitCode.DONE;
    }
    Table table = Table.of("name", "state", "mode", "source", "next", "schedule");
    rows.forEach(row ->
        table.row(
            row.get("name"),
            row.get("state"),
            row.get("mode"),
            row.get("source"),
            row.get("next"),
            row.get("schedule")));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static Map<String, @Nullable Object> row(OpenInstance instance, DaemonHead head) {
    CompiledDaemon daemon = new DaemonFinder(instance).compiledOrNull(head.name());
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("name", head.name());
    row.put("enabled", head.enabled());
    row.put("state", state(instance, head, daemon));
    row.put("revision", head.revision());
    row.put("mode", daemon == null ? null : word(daemon.definition().mode()));
    row.put("owner", daemon == null ? null : daemon.definition().owner());
    row.put("source", daemon == null ? null : daemon.source().connector().name());
    row.put("next", next(instance, head, daemon));
    row.put("schedule", daemon == null ? null : schedule(daemon));
    return row;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String schedule(CompiledDaemon daemon) {
    if (daemon.source().listens()) {
      List<String> nodes = daemon.definition().nodes();
      return "listens all the time" + (nodes.isEmpty() ? "" : " on " + String.join(", ", nodes));
    }
    return daemon.schedule() == null ? "only by hand" : daemon.schedule().explain();
  }

  /** How it is: by the node that runs it, or by what is stored. */
  static String state(OpenInstance instance, DaemonHead head, @Nullable CompiledDaemon daemon) {
    if (daemon == null) {
      return "faulty";
    }
    if (head.enabled() && new ConnectionFinder(instance).pause(daemon) != null) {
      return word(MemberStatus.State.PAUSED);
    }
    return instance
        .status(head.id())
        .map(status -> word(status.state()))
        .orElse(head.enabled() ? "enabled" : "disabled");
  }

  static @Nullable String next(
      OpenInstance instance, DaemonHead head, @Nullable CompiledDaemon daemon) {
    Timetable timetable =
        daemon == null || !head.enabled()
            ? null
            : DaemonFactory.timetable(daemon, DaemonFinder.identity(head));
    return timetable == null
        ? null
        : timetable.next(instance.now()).map(Instants::shown).orElse(null);
  }
}
