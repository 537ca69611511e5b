package org.tomte.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The one switch for everything that goes outside. */
abstract class OutboxSwitchCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;
  private final boolean hold;

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why; shown to whoever looks at the outbox.")
  private String why = "";

  private OutboxSwitchCommand(CommandContext context, boolean hold) {
    this.context = context;
    this.hold = hold;
  }

  @Override
  public Integer call() {
    if (why.isBlank()) {
      throw new CommandFault(ExitCode.USAGE, "--why needs a reason.");
    }
    OpenInstance instance = context.door().open();
    instance.outbox().hold(hold, Person.name(), why, instance.now());
    if (json.wanted()) {
      context.console().json(Map.of("held", hold));
    } else {
      context
          .console()
          .line(
              hold
                  ? "Nothing goes outside until tomte outbox release-all."
                  : "Deliveries go out again.");
    }
    return ExitCode.DONE;
  }

  /** {@code tomte outbox hold-all}. */
  @Command(
      name = "hold-all",
      description = "Holds everything that would go outside, on all nodes, until release-all.",
      footer = {
        "",
        "Example: tomte outbox hold-all --why \"the mail server moves\"",
        "Exit: 0 done, 2 no reason, 3 no instance."
      })
  static final class HoldAll extends OutboxSwitchCommand {
    HoldAll(CommandContext context) {
      super(context, true);
    }
  }

  /** {@code tomte outbox release-all}. */
  @Command(
      name = "release-all",
      description = "Ends hold-all; what is held one by one stays held.",
      footer = {
        "",
        "Example: tomte outbox release-all --why \"it has moved\"",
        "Exit: 0 done, 2 no reason, 3 no instance."
      })
  static final class ReleaseAll extends OutboxSwitchCommand {
    ReleaseAll(CommandContext context) {
      super(context, false);
    }
  }
}
