package org.tomte.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Printable;
import org.tomte.app.console.Progress;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.ReplayOutcome;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte quarantine replay}. */
@Command(
    name = "replay",
    description = {
      "Works on quarantined events again, by the rules as they are now, judged at the instant of"
          + " the first time. Pointers do not move, and two replays at once make nothing twice."
    },
    footer = {
      "",
      "Example: tomte quarantine replay --all --daemon phishing-mailbox",
      "Exit: 0 all were worked on, 1 some failed again, 2 no such entry, 3 no instance."
    })
final class QuarantineReplayCommand implements Callable<Integer>, InstanceCommand {
  private static final int PAGE = 500;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private QuarantineChoice choice = new QuarantineChoice();

  @Option(names = "--all", description = "All open entries, or those of --daemon and --stage.")
  private boolean all;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "The entries' numbers.")
  private List<Long> ids = List.of();

  QuarantineReplayCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (all == !ids.isEmpty() || (!all && !choice.isEmpty())) {
      throw new CommandFault(
          ExitCode.USAGE, "Name entries by their numbers, or choose them with --all.");
    }
    OpenInstance instance = context.door().open();
    List<Long> chosen = all ? open(instance) : ids;
    Map<Long, ReplayOutcome> outcomes = replay(instance, chosen);
    if (json.wanted()) {
      List<Map<String, Object>> rows = new ArrayList<>();
      outcomes.forEach((id, outcome) -> {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("done", outcome instanceof ReplayOutcome.Replayed);
        row.put("words", words(instance, outcome));
        rows.add(row);
      });
      context.console().json(rows);
    } else {
      outcomes.forEach((id, outcome) ->
          context.console().line(Printable.line("%d: %s".formatted(id, words(instance, outcome)))));
      context.console().line(Checked.count(outcomes.size(), "event"));
    }
    boolean good = outcomes.values().stream().allMatch(ReplayOutcome.Replayed.class::isInstance);
    return good ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private List<Long> open(OpenInstance instance) {
    List<Long> found = new ArrayList<>();
    QuarantineStore.Filter filter = choice.filter(instance, QuarantineStore.State.NEW);
    Long before = null;
    while (true) {
      QuarantineStore.Filter page =
          new QuarantineStore.Filter(
              filter.daemon(), filter.stage(), filter.state(), null, null, before);
      List<QuarantineEntry> entries = instance.quarantine().list(page, PAGE);
      if (entries.isEmpty()) {
        return found.reversed(); // in the order in which they came
      }
      entries.forEach(entry -> found.add(entry.id()));
      before = entries.getLast().id();
    }
  }

  private Map<Long, ReplayOutcome> replay(OpenInstance instance, List<Long> chosen) {
    chosen.forEach(id -> QuarantineWords.find(instance, id));
    Replaying replaying = new Replaying(instance);
    Map<Long, ReplayOutcome> outcomes = new LinkedHashMap<>();
    try (Progress progress = context.console().progress()) {
      for (long id : chosen) {
        progress.say("%,d of %,d".formatted(outcomes.size(), chosen.size()));
        outcomes.put(id, instance.quarantineReplay().replay(id, replaying, Person.name()));
      }
    }
    return outcomes;
  }

  private static String words(OpenInstance instance, ReplayOutcome outcome) {
    return switch (outcome) {
      case ReplayOutcome.Replayed replayed ->
          EventWords.effects(replayed.outcome(), instance.casework());
      case ReplayOutcome.FailedAgain failed ->
          "failed again: " + failed.stage() + ": " + failed.reason();
      case ReplayOutcome.NotOpen _ -> "was replayed or discarded before";
      case ReplayOutcome.Unavailable unavailable -> unavailable.words();
    };
  }
}
