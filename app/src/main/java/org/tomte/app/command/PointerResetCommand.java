package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.StreamName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte daemon pointer reset}. */
@Command(
    name = "reset",
    description = "Lets streams begin anew, at the daemon's start, as if they had never been read.",
    footer = {
      "",
      "Example: tomte daemon pointer reset phishing-mailbox --yes",
      "Exit: 0 done, 2 no such daemon or stream, 3 no instance."
    })
final class PointerResetCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private PointerChoice choice = new PointerChoice();
  @Mixin private Person person = new Person();

  @Option(names = "--yes", description = "Do it; otherwise it is only said what would be done.")
  private boolean yes;

  PointerResetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    for (StreamName stream : choice.streams(instance)) {
      if (yes) {
        instance.pointers().move(stream, null, Person.name(), person.why());
      }
      context
          .console()
          .line(
              yes
                  ? "%s begins anew with the next run.".formatted(stream.name())
                  : "%s would begin anew; add --yes to do it.".formatted(stream.name()));
    }
    return ExitCode.DONE;
  }
}
