package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.Printable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.app.instance.OpenInstance.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks whether everything is well that the instance stands on, and says what to do about the"
          + " rest."
    },
    footer = {
      "",
      "Example: tomte doctor",
      "Exit: 0 all is well, 1 something is to be done, 3 no instance."
    })
final class DoctorCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    List<Check> checks = instance.checks();
    if (json.wanted()) {
      context.console().json(checks);
    } else {
      checks.forEach(this::tell);
    }
    boolean well = checks.stream().allMatch(check -> check.remedy() == null);
    return well ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private void tell(Check check) {
    String mark = check.remedy() == null ? "ok      " : "PROBLEM ";
    context.console().line(Printable.line("%s%s: %s".formatted(mark, check.what(), check.state())));
    if (check.remedy() != null) {
      context.console().line(Printable.line("        " + check.remedy()));
    }
  }
}
