package org.tomte.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.connection.TrialReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte connection test}. */
@Command(
    name = "test",
    description = {
      "Tries a connection as runs would use it, step by step, and says what is in the way.",
      "Nothing is sent, moved or marked. Beside a running server it is tried from there."
    },
    footer = {
      "",
      "Example: tomte connection test soc-mailbox",
      "Exit: 0 all steps went well, 1 one failed, 2 no such connection, 3 no instance."
    })
final class ConnectionTestCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "CONNECTION", description = "Its name.")
  private String name = "";

  ConnectionTestCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    OpenInstance instance = context.door().open();
    TrialReport report = instance.trials().test(new ConnectionFinder(instance).find(name));
    if (json.wanted()) {
      context.console().json(json(report));
    } else {
      report.steps().forEach(this::tell);
    }
    return report.good() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private void tell(TrialReport.Step step) {
    TrialReport.Fault fault = step.fault();
    context
        .console()
        .line(
            Printable.line(
                "%-8s%s (%,d ms): %s"
                    .formatted(
                        fault == null ? "ok" : "PROBLEM",
                        step.what(),
                        step.took().toMillis(),
                        step.found())));
    if (fault != null) {
      context.console().line(Printable.line("        " + fault.remedy()));
    }
  }

  private static Map<String, Object> json(TrialReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("connection", report.connection());
    json.put("type", report.type());
    json.put("good", report.good());
    List<Map<String, @Nullable Object>> steps =
        report.steps().stream().map(ConnectionTestCommand::json).toList();
    json.put("steps", steps);
    return json;
  }

  private static Map<String, @Nullable Object> json(TrialReport.Step step) {
    TrialReport.Fault fault = step.fault();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("step", step.what());
    json.put("ok", fault == null);
    json.put("millis", step.took().toMillis());
    json.put("found", step.found());
    json.put("kind", fault == null ? null : DaemonListCommand.word(fault.kind()));
    json.put("remedy", fault == null ? null : fault.remedy());
    return json;
  }
}
