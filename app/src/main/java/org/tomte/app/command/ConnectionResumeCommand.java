package org.tomte.app.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.Uses;
import org.tomte.engine.definition.revision.Author;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte connection resume}. */
@Command(
    name = "resume",
    description = {
      "Ends the pause of a connection now: its daemons do what their rule for missed runs says,",
      "and what waited goes out."
    },
    footer = {
      "",
      "Example: tomte connection resume soc-mailbox --reason \"it has moved\"",
      "Exit: 0 done, 1 it is not paused, 3 no instance."
    })
final class ConnectionResumeCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "CONNECTION", description = "Its name.")
  private String name = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why; kept in the history.")
  private String reason = "";

  ConnectionResumeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    Optional<Pause> ended =
        instance.pauseStore().end(name, new Author(Person.name(), reason.strip(), instance.now()));
    instance.pauses().changed();
    Pause pause =
        ended.orElseThrow(() ->
            new CommandFault(ExitCode.DIFFERS, "The connection %s is not paused.".formatted(name)));
    List<String> daemons = Uses.daemons(instance.compiled().compiled(), name);
    if (json.wanted()) {
      context.console().json(ConnectionPauseCommand.json(pause, daemons));
    } else {
      context.console().line(name + " goes on.");
    }
    return ExitCode.DONE;
  }
}
