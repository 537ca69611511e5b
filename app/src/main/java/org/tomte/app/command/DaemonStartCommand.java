package org.tomte.app.command;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.run.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon start}. */
@Command(
    name = "start",
    description = "Runs a daemon once, now, also when it is disabled, and waits for the end.",
    footer = {
      "",
      "Example: tomte daemon start phishing-mailbox --judge-as 2026-11-21T02:00:00+01:00"
          + " --keep-pointer",
      "Exit: 0 done, 1 the run failed or an event went to quarantine, 2 no such daemon,"
          + " 3 no instance."
    })
final class DaemonStartCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(
      names = "--judge-as",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "The instant at which time frames are judged; now when absent.")
  private @Nullable Instant judgeAs;

  @Option(
      names = "--keep-pointer",
      description = {
        "Leave the pointer where it is: the next run reads the same again, and what was committed"
            + " is known then."
      })
  private boolean keepPointer;

  DaemonStartCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    OpenInstance instance = context.door().open();
    DaemonHead head = new DaemonFinder(instance).head(name);
    RunResult result = new ManualRun(instance, context.console()).run(head, judgeAs, !keepPointer);
    if (json.wanted()) {
      context.console().json(json(result));
    } else {
      context.console().line(DaemonListCommand.word(result.outcome()) + ": " + result.words());
      context.console().line(Funnel.line(result.all()));
      if (result.more()) {
        context.console().note("More waits: the run ended at its limit per-run.");
      }
    }
    return exit(result);
  }

  static int exit(RunResult result) {
    boolean good =
        result.outcome() == RunResult.Outcome.DONE && result.all().of(Stage.QUARANTINED) == 0;
    return good ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private static Map<String, Object> json(RunResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("outcome", DaemonListCommand.word(result.outcome()));
    json.put("words", result.words());
    json.put("more", result.more());
    json.put("counters", Funnel.json(result.all()));
    return json;
  }
}
