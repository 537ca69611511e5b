package org.tomte.app.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.schedule.ScheduleEntry;
import org.tomte.engine.schedule.Timetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon schedule}. */
@Command(
    name = "schedule",
    description = "Tells when a daemon runs: in words, and the next planned instants.",
    footer = {
      "",
      "Example: tomte daemon schedule two-month-report --count 5",
      "Exit: 0 done, 2 no such daemon, 3 no instance."
    })
final class DaemonScheduleCommand implements Callable<Integer>, InstanceCommand {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd'T'HH:mm:ssXXX'['VV']'", Locale.ENGLISH);
  private static final int MOST = 1_000;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(
      names = "--count",
      defaultValue = "20",
      paramLabel = "N",
      description = "How many instants (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "Instants after this one; now when absent.")
  private @Nullable Instant from;

  DaemonScheduleCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (count < 1 || count > MOST) {
      throw new CommandFault(ExitCode.USAGE, "--count is from 1 to 1,000, not " + count + ".");
    }
    OpenInstance instance = context.door().open();
    DaemonFinder finder = new DaemonFinder(instance);
    DaemonHead head = finder.head(name);
    CompiledDaemon daemon = finder.compiled(name);
    Timetable timetable = DaemonFactory.timetable(daemon, DaemonFinder.identity(head));
    Instant start = from == null ? instance.now() : from;
    List<Instant> next = timetable == null ? List.of() : timetable.nextInstants(start, count);
    if (json.wanted()) {
      context.console().json(json(daemon, next));
      return ExitCode.DONE;
    }
    tell(daemon, next);
    if (!head.enabled()) {
      context.console().note("The daemon is disabled: none of these will run.");
    }
    return ExitCode.DONE;
  }

  private void tell(CompiledDaemon daemon, List<Instant> next) {
    var console = context.console();
    console.line("schedule:   " + DaemonListCommand.schedule(daemon));
    console.line("missed:     " + DaemonListCommand.word(daemon.definition().missed()));
    console.line("if running: " + DaemonListCommand.word(daemon.definition().ifRunning()));
    ZoneId zone = zone(daemon);
    next.forEach(instant ->
        console.line("  " + LOCAL.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone))));
  }

  /** The zone of the first entry that has one. */
  private static ZoneId zone(CompiledDaemon daemon) {
    if (daemon.schedule() == null) {
      return ZoneOffset.UTC;
    }
    for (ScheduleEntry entry : daemon.schedule().entries()) {
      if (entry.zone() != null) {
        return entry.zone();
      }
    }
    return ZoneOffset.UTC;
  }

  private static Map<String, Object> json(CompiledDaemon daemon, List<Instant> next) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schedule", DaemonListCommand.schedule(daemon));
    json.put("missed", DaemonListCommand.word(daemon.definition().missed()));
    json.put("ifRunning", DaemonListCommand.word(daemon.definition().ifRunning()));
    json.put("next", next);
    return json;
  }
}
