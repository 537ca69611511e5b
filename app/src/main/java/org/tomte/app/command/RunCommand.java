package org.tomte.app.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Item;
import org.tomte.api.PollingConnector;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Progress;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.run.DaemonFactory;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.simulation.DryRun;
import org.tomte.engine.simulation.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte run}. */
@Command(
    name = "run",
    description = {
      "Runs a daemon of a file once and prints what it decides about each event, and why.",
      "Dry unless --real is given: the source is read, but nothing is stored and the source is told"
          + " nothing."
    },
    footer = {
      "",
      "Example: tomte run phishing.yaml --sample samples/*.eml --judge-as"
          + " 2026-11-21T02:00:00+01:00",
      "Exit: 0 done, 1 the run failed or an event went to quarantine, 2 the file has faults,"
          + " 3 (--real) the instance cannot be opened."
    })
final class RunCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE|FOLDER", description = "Where the daemon is defined.")
  private String file = "";

  @Option(
      names = "--daemon",
      paramLabel = "NAME",
      description = "Which daemon, when there are several.")
  private @Nullable String daemon;

  @Option(
      names = "--real",
      description = {
        "Save the definitions in the instance and run there: events are committed and objects made."
      })
  private boolean real;

  @Option(
      names = "--sample",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Read these files instead of the source.")
  private List<String> samples = List.of();

  @Option(
      names = "--fields",
      description = "Dry: print the fields of each event as well, to try parsers on samples.")
  private boolean fields;

  @Option(
      names = "--start",
      defaultValue = "beginning",
      paramLabel = "WHERE",
      description = {
        "Dry: where to begin: beginning, now, a span back such as -24h, or a value"
            + " (default: ${DEFAULT-VALUE})."
      })
  private String start = "beginning";

  @Option(
      names = "--judge-as",
      paramLabel = "INSTANT",
      converter = Instants.class,
      description = "The instant at which time frames are judged; now when absent.")
  private @Nullable Instant judgeAs;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Dry: the most events (default: ${DEFAULT-VALUE}).")
  private int limit = 1000;

  RunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public boolean needsInstance() {
    return real;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (limit < 1) {
      throw new CommandFault(ExitCode.USAGE, "--limit is at least 1, not " + limit + ".");
    }
    if (real && !samples.isEmpty()) {
      throw new CommandFault(ExitCode.USAGE, "--sample goes with a dry run only.");
    }
    Checked checked = Checked.of(context, List.of(file));
    if (!checked.validation().valid()) {
      return checked.tell(context.console());
    }
    CompiledDaemon chosen = one(checked.validation().compiled());
    if (real) {
      return new RealRun(context, judgeAs, json.wanted()).run(file, chosen.name());
    }
    DryRun.Report report = dry(checked, chosen);
    return tell(report);
  }

  private CompiledDaemon one(CompiledSet set) {
    List<CompiledDaemon> found = Daemons.chosen(set, daemon);
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.isEmpty()) {
      throw new CommandFault(ExitCode.USAGE, "There is no daemon in " + file + ".");
    }
    throw new CommandFault(
        ExitCode.USAGE,
        "There are several daemons in %s; choose one with --daemon: %s."
            .formatted(file, String.join(", ", set.daemons().keySet())));
  }

  private DryRun.Report dry(Checked checked, CompiledDaemon chosen) throws InterruptedException {
    DryRun run = new DryRun(context.clock());
    Path folder = checked.files().folderOf(checked.fileOf(chosen.name()));
    try (Progress progress = context.console().progress()) {
      DryRun.Order order = new DryRun.Order(startOf(), judgeAs, limit, progress::say);
      CompiledSet set = checked.validation().compiled();
      if (!samples.isEmpty()) {
        return run.judge(set, chosen, read(chosen), order);
      }
      if (chosen.source().connector() instanceof PollingConnector<?> own && own.ownData()) {
        context
            .console()
            .note("The source is Tomte's own data, which is empty in a dry run; use --real.");
      }
      DaemonFactory factory =
          new DaemonFactory(set.settings()::fields, Secrets::none, context.clock(), folder);
      return run.run(set, chosen, factory, order);
    }
  }

  private Start startOf() {
    try {
      return Start.parse(start);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFault(ExitCode.USAGE, "--start: " + wrong.getMessage());
    }
  }

  private Map<String, List<Item>> read(CompiledDaemon chosen) {
    Console console = context.console();
    SampleFiles files = new SampleFiles(context.clock());
    Map<String, List<Item>> items = new LinkedHashMap<>();
    for (String sample : samples) {
      Path path = console.path(sample);
      try {
        items.put(console.shown(path), files.read(chosen, path));
      } catch (Samples.SampleFault fault) {
        throw new CommandFault(ExitCode.USAGE, "--sample: " + fault.getMessage());
      }
    }
    return items;
  }

  private int tell(DryRun.Report report) {
    DecisionTable table = new DecisionTable(report);
    Console console = context.console();
    if (json.wanted()) {
      console.json(table.json());
    } else {
      if (fields) {
        new FieldTable(report).tell(console);
      }
      table.tell(console);
      if (report.result().outcome() != RunResult.Outcome.DONE) {
        console.note("tomte: " + report.result().words());
      }
      if (report.result().more()) {
        console.note("More is there; this run ended at --limit " + limit + ".");
      }
    }
    boolean good =
        report.result().outcome() == RunResult.Outcome.DONE
            && report.result().all().of(Stage.QUARANTINED) == 0;
    return good ? ExitCode.DONE : ExitCode.DIFFERS;
  }
}
