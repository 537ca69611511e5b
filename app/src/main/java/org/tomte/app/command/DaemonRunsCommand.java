package org.tomte.app.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.observe.RunLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon runs}. */
@Command(
    name = "runs",
    description = {
      "Lists the runs of a daemon that wrote something or failed, the latest first. Runs that found"
          + " nothing are only counted; see stats."
    },
    footer = {
      "",
      "Example: tomte daemon runs phishing-mailbox --limit 5",
      "Exit: 0 done, 2 no such daemon, 3 no instance."
    })
final class DaemonRunsCommand implements Callable<Integer>, InstanceCommand {
  private static final int MOST = 10_000;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private int limit;

  DaemonRunsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new CommandFault(ExitCode.USAGE, "--limit is from 1 to 10,000, not " + limit + ".");
    }
    OpenInstance instance = context.door().open();
    DaemonHead head = new DaemonFinder(instance).head(name);
    List<RunLog.LoggedRun> runs = instance.runLog().of(head.id(), null, limit);
    if (json.wanted()) {
      context.console().json(runs.stream().map(DaemonRunsCommand::json).toList());
      return ExitCode.DONE;
    }
    Table table = Table.of("planned", "cause", "took", "outcome", "what");
    runs.forEach(run ->
        table.row(
            Instants.shown(run.run().planned()),
            run.run().cause(),
            took(run),
            run.outcome() == null ? "open" : run.outcome(),
            run.words()));
    context.console().table(table);
    return ExitCode.DONE;
  }

  private static @Nullable String took(RunLog.LoggedRun run) {
    return run.ended() == null
        ? null
        : DurationText.format(
            Duration.ofMillis(Duration.between(run.run().started(), run.ended()).toMillis()));
  }

  private static Map<String, @Nullable Object> json(RunLog.LoggedRun run) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("planned", run.run().planned());
    json.put("cause", run.run().cause());
    json.put("started", run.run().started());
    json.put("ended", run.ended());
    json.put("node", run.run().node());
    json.put("lane", run.run().lane());
    json.put("commits", run.commits());
    json.put("outcome", run.outcome());
    json.put("words", run.words());
    json.put("counters", run.counters() == null ? null : Funnel.json(run.counters()));
    return json;
  }
}
