package org.tomte.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Rollups;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.run.MemberStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon show}. */
@Command(
    name = "show",
    description = "Shows one daemon: what it is, how it is, where it stands, what it did.",
    footer = {
      "",
      "Example: tomte daemon show phishing-mailbox",
      "Exit: 0 done, 2 no such daemon, 3 no instance."
    })
final class DaemonShowCommand implements Callable<Integer>, InstanceCommand {
  private static final Duration DAY = Duration.ofDays(1);

  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DAEMON", description = "Its name.")
  private String name = "";

  DaemonShowCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    DaemonFinder finder = new DaemonFinder(instance);
    DaemonHead head = finder.head(name);
    Map<String, @Nullable Object> facts = facts(instance, head, finder.compiledOrNull(name));
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
      OpenInstance instance, DaemonHead head, @Nullable CompiledDaemon daemon) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", head.name());
    facts.put("state", DaemonListCommand.state(instance, head, daemon));
    Pause pause = new ConnectionFinder(instance).pause(daemon);
    facts.put("paused", pause == null ? null : pause.words());
    facts.put("enabled", head.enabled());
    facts.put("revision", head.revision());
    facts.put("identity", head.identity().toString());
    facts.put("created", Instants.shown(head.created()));
    if (daemon != null) {
      facts.put("description", daemon.definition().description());
      facts.put("owner", daemon.definition().owner());
      facts.put("mode", DaemonListCommand.word(daemon.definition().mode()));
      facts.put("source", daemon.source().connector().name() + " " + daemon.source().settings());
      facts.put("guarantee", guarantee(daemon.source()));
      facts.put("schedule", DaemonListCommand.schedule(daemon));
      facts.put("next", DaemonListCommand.next(instance, head, daemon));
    }
    facts.putAll(now(instance, head));
    return facts;
  }

  private static String guarantee(CompiledSource source) {
    if (source.connector() instanceof ListeningConnector<?> listening) {
      return confirms(listening, source)
          ? "confirmed push: answered after the commit; exactly once if the sender repeats"
          : "unconfirmed push: exactly once from the commit on; received and counted drops are what"
              + " was sent, except that a kill may cost socket buffers and the open batch";
    }
    return "re-readable source: nothing lost, nothing doubled";
  }

  private static <S extends Record> boolean confirms(
      ListeningConnector<S> connector, CompiledSource source) {
    return connector.confirms(connector.settings().cast(source.checked()));
  }

  private static Map<String, @Nullable Object> now(OpenInstance instance, DaemonHead head) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    instance.status(head.id()).ifPresent(status -> facts.put("running", running(status)));
    facts.put("pointer", pointers(instance, head));
    Instant until = instance.now().plusSeconds(60);
    facts.put("last-24h", Funnel.line(sum(instance, head, until.minus(DAY), until)));
    facts.put("quarantine", instance.quarantine().count(QuarantineStore.Filter.open(head.id())));
    facts.put("alarms", alarms(instance, head));
    facts.put("runs", runs(instance, head));
    return facts;
  }

  private static @Nullable String running(MemberStatus status) {
    return status.runningSince() == null
        ? null
        : "since " + Instants.shown(status.runningSince()) + ", " + status.progress();
  }

  private static List<String> pointers(OpenInstance instance, DaemonHead head) {
    List<String> lines = new ArrayList<>();
    for (StoredPointer pointer : instance.pointers().of(head.id())) {
      lines.add(pointer.stream().name() + ": " + pointer.words());
    }
    return lines;
  }

  /** What a daemon counted in a span. */
  static Counters sum(OpenInstance instance, DaemonHead head, Instant from, Instant until) {
    Counters.Counting counting = new Counters.Counting();
    for (Rollups.Bucket bucket : instance.rollups().funnel(head.id(), from, until, Duration.ZERO)) {
      counting.add(bucket.counters());
    }
    return counting.done();
  }

  private static List<String> alarms(OpenInstance instance, DaemonHead head) {
    return instance.alarms().open().stream()
        .filter(alarm -> alarm.daemons().contains(head.name()))
        .map(Alarm::text)
        .toList();
  }

  private static List<String> runs(OpenInstance instance, DaemonHead head) {
    return instance.runLog().of(head.id(), null, 3).stream().map(DaemonShowCommand::words).toList();
  }

  private static String words(RunLog.LoggedRun run) {
    return "%s %s: %s"
        .formatted(
            Instants.shown(run.run().planned()),
            run.outcome() == null ? "open" : run.outcome(),
            run.words() == null ? "" : run.words());
  }
}
