package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.casework.change.ObjectRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte history}. */
@Command(
    name = "history",
    description = "Tells who or what did what to an object, the earliest first.",
    footer = {
      "",
      "Example: tomte history task:2",
      "Exit: 0 done, 2 no such object, 3 no instance."
    })
final class HistoryCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private TimelineTable timeline = new TimelineTable();

  @Parameters(
      paramLabel = "OBJECT",
      converter = ObjectName.class,
      description = "For example incident:17, triage-event:4, task:2 or indicator:9.")
  private ObjectRef object = ObjectRef.incident(1);

  HistoryCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return timeline.show(context, object);
  }
}
