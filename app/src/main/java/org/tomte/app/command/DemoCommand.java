package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte demo}. */
@Command(
    name = "demo",
    description = {
      "Shows daemons at work on samples of our own making: a mailbox with reported mails, a"
          + " growing log, a SIEM export, a list of vulnerabilities, a firewall that sends syslog,"
          + " the database of a help desk, and our own incidents. The mailbox and the firewall are"
          + " on this machine and end with the demo; their daemons are switched off then. A second"
          + " time creates nothing."
    },
    footer = {
      "",
      "Example: tomte demo --once --json",
      "Exit: 0 done, 1 a daemon failed, 3 the instance cannot be opened."
    })
final class DemoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--once", description = "End when everything was worked on once.")
  private boolean once;

  @Option(
      names = "--port",
      defaultValue = "8666",
      paramLabel = "PORT",
      description = "The port of the server; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--samples",
      defaultValue = "0",
      paramLabel = "N",
      description = "Make so many incidents with histories of two years first.")
  private int samples;

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (samples < 0) {
      throw new CommandFault(ExitCode.USAGE, "--samples is 0 or more, not " + samples + ".");
    }
    return context
        .services()
        .demo(new Services.Demonstration(once, json.wanted(), port, samples), context.console());
  }
}
