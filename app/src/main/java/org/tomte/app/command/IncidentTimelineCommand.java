package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.casework.change.ObjectRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte incident timeline}. */
@Command(
    name = "timeline",
    description = {
      "Tells who or what did what to an incident, its tasks and the triage events it was made of,",
      "the earliest first."
    },
    footer = {
      "",
      "Example: tomte incident timeline 17",
      "Exit: 0 done, 2 no such incident, 3 no instance."
    })
final class IncidentTimelineCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private TimelineTable timeline = new TimelineTable();

  @Parameters(paramLabel = "NUMBER", description = "The incident's number.")
  private long number;

  IncidentTimelineCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (number < 1) {
      throw new CommandFault(ExitCode.USAGE, "The number of an incident is at least 1.");
    }
    return timeline.show(context, ObjectRef.incident(number));
  }
}
