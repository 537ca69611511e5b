package org.tomte.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.DaemonHead;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte daemon enable} and {@code tomte daemon disable}. */
abstract sealed class DaemonSwitchCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;
  private final boolean enabled;

  @Mixin private Person person = new Person();

  @Parameters(arity = "1..*", paramLabel = "DAEMON", description = "Their names.")
  private List<String> names = List.of();

  private DaemonSwitchCommand(CommandContext context, boolean enabled) {
    this.context = context;
    this.enabled = enabled;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    for (DaemonHead head : new DaemonFinder(instance).heads(names)) {
      instance.definitionStore().enable(head.id(), enabled, person.author(instance.now()));
      String before = head.enabled() == enabled ? " already" : "";
      context.console().line(head.name() + " is" + before + (enabled ? " enabled" : " disabled"));
    }
    return ExitCode.DONE;
  }

  /** Switches on. */
  @Command(
      name = "enable",
      description = "Lets the schedules of daemons count.",
      footer = {
        "",
        "Example: tomte daemon enable phishing-mailbox",
        "Exit: 0 done, 2 no such daemon, 3 no instance."
      })
  static final class Enable extends DaemonSwitchCommand {
    Enable(CommandContext context) {
      super(context, true);
    }
  }

  /** Switches off. */
  @Command(
      name = "disable",
      description = {
        "Stops daemons: a run that goes on commits nothing any more, and the pointer waits."
      },
      footer = {
        "",
        "Example: tomte daemon disable phishing-mailbox --why \"moved to the new server\"",
        "Exit: 0 done, 2 no such daemon, 3 no instance."
      })
  static final class Disable extends DaemonSwitchCommand {
    Disable(CommandContext context) {
      super(context, false);
    }
  }
}
