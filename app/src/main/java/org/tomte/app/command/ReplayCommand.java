package org.tomte.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.command.KeptComparison.Difference;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Progress;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.ReplayOutcome;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.quarantine.QuarantineStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte replay}. */
@Command(
    name = "replay",
    description = {
      "Decides about kept events again, by the rules as they are now, at the recorded instants, and"
          + " shows what differs. With --apply, what the rules of now ask for and those of then did"
          + " not is made, and the daemon's quarantined events of the span are worked on again."
          + " What was made stays as it is, nothing is made twice, and no pointer moves."
    },
    footer = {
      "",
      "Example: tomte replay phishing-mailbox --from 7d",
      "Exit: 0 nothing differs, 1 decisions differ or an event failed again, 2 no such daemon or it"
          + " only observes, 3 no instance."
    })
final class ReplayCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private SpanOptions span = new SpanOptions();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(names = "--apply", description = "Make it, and replay what is in quarantine.")
  private boolean apply;

  ReplayCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    DaemonHead head = new DaemonFinder(instance).head(name);
    KeptComparison comparison = new KeptComparison(instance, head, apply);
    if (apply && !comparison.live()) {
      throw new CommandFault(
          ExitCode.USAGE,
          "%s only observes, so nothing can be made. Give it mode: live first.".formatted(name));
    }
    Instant now = instance.now();
    try (Progress progress = context.console().progress()) {
      comparison.run(span.from(now), span.until(now), progress);
    }
    List<ReplayOutcome> replayed = apply ? replay(instance, head) : List.of();
    tell(comparison, replayed);
    boolean good =
        comparison.differences().isEmpty()
            && replayed.stream().allMatch(ReplayOutcome.Replayed.class::isInstance);
    return good ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private List<ReplayOutcome> replay(OpenInstance instance, DaemonHead head) {
    Instant now = instance.now();
    QuarantineStore.Filter filter =
        new QuarantineStore.Filter(
            head.id(), null, QuarantineStore.State.NEW, span.from(now), span.until(now), null);
    return instance.quarantineReplay().replayAll(filter, new Replaying(instance), Person.name());
  }

  private void tell(KeptComparison comparison, List<ReplayOutcome> replayed) {
    Console console = context.console();
    if (json.wanted()) {
      console.json(json(comparison, replayed));
      return;
    }
    Table table = Table.of("committed", "event", "was", apply ? "is now" : "would be now");
    for (Difference each : comparison.differences()) {
      table.row(
          Instants.shown(each.event().at()),
          KeptWords.title(each.event()),
          each.before(),
          each.after() + failure(each.result()));
    }
    if (!table.isEmpty()) {
      console.table(table);
    }
    console.line(
        "%s decided again, %,d in another way"
            .formatted(
                Checked.count(comparison.judged(), "event"), comparison.differences().size()));
    if (apply) {
      long made = comparison.differences().stream().filter(Difference::made).count();
      long failed = comparison.differences().stream().filter(Difference::failed).count();
      long done = replayed.stream().filter(ReplayOutcome.Replayed.class::isInstance).count();
      console.line("%,d worked on, %,d failed".formatted(made, failed));
      console.line("%,d of %,d quarantined events worked on".formatted(done, replayed.size()));
    }
  }

  private static String failure(ReplayOutcome result) {
    return switch (result) {
      case ReplayOutcome.FailedAgain failed ->
          " (failed: %s: %s)".formatted(failed.stage(), failed.reason());
      case ReplayOutcome.Unavailable away -> " (not done: %s)".formatted(away.words());
      case ReplayOutcome.Replayed _, ReplayOutcome.NotOpen _ -> "";
    };
  }

  private static Map<String, Object> json(KeptComparison comparison, List<ReplayOutcome> replayed) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Difference each : comparison.differences()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("key", each.event().item().key());
      row.put("title", KeptWords.title(each.event()));
      row.put("committed", each.event().at());
      row.put("before", each.before());
      row.put("after", each.after());
      row.put("made", each.made());
      row.put("failed", each.failed());
      rows.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("judged", comparison.judged());
    json.put("differences", rows);
    json.put(
        "replayed", replayed.stream().filter(ReplayOutcome.Replayed.class::isInstance).count());
    json.put("quarantined", replayed.size());
    return json;
  }
}
