package org.tomte.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon stats}. */
@Command(
    name = "stats",
    description = "Shows the funnel of a daemon: what it read, and what became of it, by rule.",
    footer = {
      "",
      "Example: tomte daemon stats phishing-mailbox --from 7d --step 1d",
      "Exit: 0 done, 2 no such daemon or span, 3 no instance."
    })
final class DaemonStatsCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private SpanOptions span = new SpanOptions();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(
      names = "--step",
      paramLabel = "SPAN",
      description = "Also one line for each such step: 1h, 1d.")
  private @Nullable String step;

  DaemonStatsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    DaemonHead head = new DaemonFinder(instance).head(name);
    Instant now = instance.now();
    Instant from = span.from(now);
    Instant until = span.until(now);
    Counters whole = DaemonShowCommand.sum(instance, head, from, until);
    List<Rollups.Bucket> steps =
        step == null ? List.of() : instance.rollups().funnel(head.id(), from, until, stepSpan());
    if (json.wanted()) {
      context.console().json(json(from, until, whole, steps));
      return ExitCode.DONE;
    }
    context.console().line(Instants.shown(from) + " to " + Instants.shown(until));
    context.console().table(stages(whole));
    if (!whole.rules().isEmpty()) {
      context.console().line("");
      context.console().table(rules(whole));
    }
    if (step != null) {
      context.console().line("");
      context.console().table(steps(steps));
    }
    return ExitCode.DONE;
  }

  private Duration stepSpan() {
    try {
      Duration span = DurationText.parse(String.valueOf(step));
      if (span.toSeconds() >= 60 && span.toSeconds() % 60 == 0) {
        return span;
      }
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(ExitCode.USAGE, "--step: " + wrong.getMessage());
    }
    throw new CommandFault(ExitCode.USAGE, "--step is a whole number of minutes, such as 1h.");
  }

  private static Table stages(Counters counters) {
    Table table = Table.of("stage", "events");
    for (Stage stage : Stage.values()) {
      table.row(Funnel.word(stage), "%,d".formatted(counters.of(stage)));
    }
    return table;
  }

  private static Table rules(Counters counters) {
    Table table = Table.of("rule", "matched", "not judged", "failed");
    counters.rules().keySet().stream()
        .sorted()
        .forEach(rule -> {
          var count = counters.of(rule);
          table.row(
              rule,
              "%,d".formatted(count.matched()),
              "%,d".formatted(count.unknown()),
              "%,d".formatted(count.failed()));
        });
    return table;
  }

  private static Table steps(List<Rollups.Bucket> steps) {
    Table table = Table.of("from", "read", "new", "created", "merged", "discarded", "quarantined");
    for (Rollups.Bucket bucket : steps) {
      Counters so = bucket.counters();
      table.row(
          Instants.shown(bucket.start()),
          so.of(Stage.READ),
          so.of(Stage.NEW),
          so.of(Stage.CREATED),
          so.of(Stage.MERGED),
          so.of(Stage.DISCARDED),
          so.of(Stage.QUARANTINED));
    }
    return table;
  }

  private static Map<String, Object> json(
      Instant from, Instant until, Counters whole, List<Rollups.Bucket> steps) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from);
    json.put("to", until);
    json.put("counters", Funnel.json(whole));
    List<Object> buckets = new ArrayList<>();
    steps.forEach(each ->
        buckets.add(Map.of("start", each.start(), "counters", Funnel.json(each.counters()))));
    json.put("steps", buckets);
    return json;
  }
}
