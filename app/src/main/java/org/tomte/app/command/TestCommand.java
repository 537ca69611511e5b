package org.tomte.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.app.console.Printable;
import org.tomte.app.console.Progress;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.simulation.DaemonTests;
import org.tomte.engine.simulation.TestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte test}. */
@Command(
    name = "test",
    description = {
      "Runs the tests that stand in daemons, on a simulated clock, without database or network.",
      "Each test begins with an empty data layer and acts also for daemons that only observe."
    },
    footer = {
      "",
      "Example: tomte test definitions/ --daemon phishing-mailbox",
      "Exit: 0 all passed, 1 some came out in another way, 2 a definition has faults or there is no"
          + " test."
    })
final class TestCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--daemon", paramLabel = "NAME", description = "Only the tests of this daemon.")
  private @Nullable String daemon;

  @Parameters(arity = "1..*", paramLabel = "FILE|FOLDER", description = "Definitions with tests.")
  private List<String> files = List.of();

  TestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Checked checked = Checked.of(context, files);
    if (!checked.validation().valid()) {
      if (json.wanted()) {
        context.console().json(checked.json());
        return ExitCode.USAGE;
      }
      return checked.tell(context.console());
    }
    List<TestReport> reports = run(checked);
    if (reports.isEmpty()) {
      throw new CommandFault(
          ExitCode.USAGE, "There is no test; write tests: into a daemon (docs/definitions.md).");
    }
    if (json.wanted()) {
      context.console().json(json(reports));
    } else {
      reports.forEach(this::tell);
      long failed = reports.stream().filter(report -> !report.passed()).count();
      context
          .console()
          .line("%s, %,d failed".formatted(Checked.count(reports.size(), "test"), failed));
    }
    return reports.stream().allMatch(TestReport::passed) ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private List<TestReport> run(Checked checked) {
    DaemonTests tests =
        new DaemonTests(new SampleFiles(context.clock()), context.clock().instant());
    List<TestReport> reports = new ArrayList<>();
    try (Progress progress = context.console().progress()) {
      for (CompiledDaemon each : chosen(checked)) {
        progress.say("testing " + each.name());
        reports.addAll(tests.run(checked.validation().compiled(), each, folder(checked, each)));
      }
    }
    return reports;
  }

  private List<CompiledDaemon> chosen(Checked checked) {
    return Daemons.chosen(checked.validation().compiled(), daemon);
  }

  private static Path folder(Checked checked, CompiledDaemon daemon) {
    return checked.files().folderOf(checked.fileOf(daemon.name()));
  }

  private void tell(TestReport report) {
    Console console = context.console();
    console.line(
        Printable.line(
            "%s %s: %s"
                .formatted(report.passed() ? "ok  " : "FAIL", report.daemon(), report.test())));
    report
        .differences()
        .forEach(difference -> console.line(Printable.line("       " + difference)));
  }

  private static Map<String, Object> json(List<TestReport> reports) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", reports.stream().filter(TestReport::passed).count());
    json.put("failed", reports.stream().filter(report -> !report.passed()).count());
    json.put("tests", reports);
    return json;
  }
}
