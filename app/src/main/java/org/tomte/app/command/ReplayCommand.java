package org.tomte.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.api.Event;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Console;
import org.tomte.app.console.Progress;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.CleanText;
import org.tomte.engine.commit.ReplayOutcome;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.keep.KeptEvents.KeptEvent;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.rule.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte replay}. */
@Command(
    name = "replay",
    description = {
      "Decides about kept events again, by the rules as they are now, at the recorded instants, and"
          + " shows what differs. Objects of kept events are never changed by it. With --apply the"
          + " daemon's quarantined events of the span are worked on again, which does commit."
    },
    footer = {
      "",
      "Example: tomte replay phishing-mailbox --from 7d",
      "Exit: 0 nothing differs, 1 decisions differ or an event failed again, 2 no such daemon,"
          + " 3 no instance."
    })
final class ReplayCommand implements Callable<Integer>, InstanceCommand {
  private static final int PAGE = 500;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private SpanOptions span = new SpanOptions();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(names = "--apply", description = "Also replay what is in quarantine.")
  private boolean apply;

  ReplayCommand(CommandContext context) {
    this.context = context;
  }

  /** An event about which the rules now decide in another way. */
  private record Difference(KeptEvent event, String before, String after) {}

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    DaemonHead head = new DaemonFinder(instance).head(name);
    RuleSet rules =
        instance.factory().rules(new DaemonFinder(instance).compiled(name), head.revision());
    List<Difference> differences = new ArrayList<>();
    int judged = compare(instance, head, rules, differences);
    List<ReplayOutcome> replayed = apply ? replay(instance, head) : List.of();
    tell(judged, differences, replayed);
    boolean good =
        differences.isEmpty()
            && replayed.stream().allMatch(ReplayOutcome.Replayed.class::isInstance);
    return good ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private int compare(
      OpenInstance instance, DaemonHead head, RuleSet rules, List<Difference> differences) {
    Instant now = instance.now();
    long after = 0;
    int judged = 0;
    try (Progress progress = context.console().progress()) {
      while (true) {
        List<KeptEvent> page =
            instance.keptEvents().between(head.id(), span.from(now), span.until(now), after, PAGE);
        if (page.isEmpty()) {
          return judged;
        }
        for (KeptEvent kept : page) {
          judged += judge(instance, rules, kept, differences) ? 1 : 0;
        }
        after = page.getLast().id();
        progress.say("%,d events decided again".formatted(judged));
      }
    }
  }

  private static boolean judge(
      OpenInstance instance, RuleSet rules, KeptEvent kept, List<Difference> differences) {
    if (!(CleanText.item(kept.item().item(instance.blobs())) instanceof Event event)) {
      return false;
    }
    Decision decision = rules.decide(event, kept.decision().instant());
    String before =
        essence(EventWords.matched(kept.decision().rules()), KeptWords.essence(kept.decision()));
    String after = essence(EventWords.matched(decision.rules()), KeptWords.essence(decision));
    if (!before.equals(after)) {
      differences.add(new Difference(kept, before, after));
    }
    return true;
  }

  private static String essence(String rules, String effects) {
    return (rules.isEmpty() ? "no rule" : rules) + " -> " + effects;
  }

  private List<ReplayOutcome> replay(OpenInstance instance, DaemonHead head) {
    Instant now = instance.now();
    QuarantineStore.Filter filter =
        new QuarantineStore.Filter(
            head.id(), null, QuarantineStore.State.NEW, span.from(now), span.until(now), null);
    return instance.quarantineReplay().replayAll(filter, new Replaying(instance), Person.name());
  }

  private void tell(int judged, List<Difference> differences, List<ReplayOutcome> replayed) {
    Console console = context.console();
    if (json.wanted()) {
      console.json(json(judged, differences, replayed));
      return;
    }
    Table table = Table.of("committed", "event", "was", "would be now");
    differences.forEach(each ->
        table.row(
            Instants.shown(each.event().at()),
            KeptWords.title(each.event()),
            each.before(),
            each.after()));
    if (!table.isEmpty()) {
      console.table(table);
    }
    console.line(
        "%s decided again, %,d in another way"
            .formatted(Checked.count(judged, "event"), differences.size()));
    if (apply) {
      long done = replayed.stream().filter(ReplayOutcome.Replayed.class::isInstance).count();
      console.line("%,d of %,d quarantined events worked on".formatted(done, replayed.size()));
      console.note(
          "Objects of kept events stay as they are; only quarantined events were replayed.");
    }
  }

  private static Map<String, Object> json(
      int judged, List<Difference> differences, List<ReplayOutcome> replayed) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Difference each : differences) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("key", each.event().item().key());
      row.put("title", KeptWords.title(each.event()));
      row.put("committed", each.event().at());
      row.put("before", each.before());
      row.put("after", each.after());
      rows.add(row);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("judged", judged);
    json.put("differences", rows);
    json.put(
        "replayed", replayed.stream().filter(ReplayOutcome.Replayed.class::isInstance).count());
    json.put("quarantined", replayed.size());
    return json;
  }
}
