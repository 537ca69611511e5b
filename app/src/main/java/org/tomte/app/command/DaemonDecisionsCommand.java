package org.tomte.app.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Printable;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.keep.KeptEvents.KeptEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon decisions}. */
@Command(
    name = "decisions",
    description = {
      "Tells why: what a daemon decided about events, by an event's key, by an object that it made,"
          + " or in a span."
    },
    footer = {
      "",
      "Example: tomte daemon decisions phishing-mailbox --object incident:17",
      "Exit: 0 done, 1 nothing is kept of it, 2 no such daemon, 3 no instance."
    })
final class DaemonDecisionsCommand implements Callable<Integer>, InstanceCommand {
  private static final int PAGE = 500;

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();
  @Mixin private SpanOptions span = new SpanOptions();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  @Option(names = "--key", paramLabel = "KEY", description = "The event of this key.")
  private @Nullable String key;

  @Option(
      names = "--object",
      paramLabel = "KIND:ID",
      converter = ObjectName.class,
      description = "The events that made or changed this object, such as incident:17.")
  private @Nullable ObjectRef object;

  @Option(
      names = "--limit",
      defaultValue = "100",
      paramLabel = "N",
      description = "In a span: how many (default: ${DEFAULT-VALUE}).")
  private int limit;

  DaemonDecisionsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, not " + limit + ".");
    }
    OpenInstance instance = context.door().open();
    DaemonHead head = new DaemonFinder(instance).head(name);
    List<KeptEvent> events = find(instance, head);
    if (json.wanted()) {
      context
          .console()
          .json(events.stream().map(each -> KeptWords.json(each, instance.casework())).toList());
    } else if (key != null || object != null) {
      events.forEach(event -> explain(instance, event));
    } else {
      context.console().table(table(instance, events));
    }
    if (events.isEmpty()) {
      context.console().note("Nothing is kept of it; events are kept as long as keep: says.");
      return ExitCode.DIFFERS;
    }
    return ExitCode.DONE;
  }

  private List<KeptEvent> find(OpenInstance instance, DaemonHead head) {
    if (key != null) {
      return instance.keptEvents().ofKey(head.id(), key);
    }
    if (object != null) {
      return instance.keptEvents().ofObject(head.id(), object, madeAt(instance, object));
    }
    Instant now = instance.now();
    List<KeptEvent> found = new ArrayList<>();
    long after = 0;
    while (found.size() < limit) {
      List<KeptEvent> page =
          instance.keptEvents().between(head.id(), span.from(now), span.until(now), after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      found.addAll(page);
      after = page.getLast().id();
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  private static Instant madeAt(OpenInstance instance, ObjectRef object) {
    CaseworkReader casework = instance.casework();
    Optional<Instant> made =
        switch (object.kind()) {
          case INCIDENT -> casework.incident(object.id()).map(each -> each.lifecycle().opened());
          case TRIAGE_EVENT -> casework.triageEvent(object.id()).map(TriageEvent::created);
          case TASK -> casework.task(object.id()).map(each -> each.times().created());
          case INDICATOR -> casework.indicator(object.id()).map(each -> each.times().created());
          case NOTE, ENTITY -> Optional.empty();
        };
    return made.orElseThrow(() -> new CommandFault(ExitCode.USAGE, "There is no " + object + "."));
  }

  private static Table table(OpenInstance instance, List<KeptEvent> events) {
    Table table = Table.of("committed", "event", "rules", "effects", "reason");
    events.forEach(event ->
        table.row(
            Instants.shown(event.at()),
            KeptWords.title(event),
            EventWords.matched(event.decision().rules()),
            KeptWords.effects(event, instance.casework()),
            KeptWords.reason(event.decision())));
    return table;
  }

  private void explain(OpenInstance instance, KeptEvent event) {
    Console console = context.console();
    line("event:    ", KeptWords.title(event));
    line("key:      ", event.item().key() + " in " + event.stream());
    line("committed:", " " + Instants.shown(event.at()));
    line(
        "judged at:",
        " "
            + Instants.shown(event.decision().instant())
            + " by revision "
            + event.decision().revision());
    for (RuleTrace trace : event.decision().rules()) {
      String details =
          trace.details().isEmpty() ? "" : " (" + String.join(", ", trace.details()) + ")";
      line("rule:     ", trace.rule() + " " + DaemonListCommand.word(trace.verdict()) + details);
    }
    line("effects:  ", KeptWords.effects(event, instance.casework()));
    line("reason:   ", KeptWords.reason(event.decision()));
    console.line("");
  }

  private void line(String label, String text) {
    if (!text.isEmpty()) {
      context.console().line(Printable.line(label + text));
    }
  }
}
