package org.tomte.app.command;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.commit.PointerChange;
import org.tomte.engine.commit.StreamName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tomte daemon pointer undo}. */
@Command(
    name = "undo",
    description = "Puts pointers back to where they were before a person moved them last.",
    footer = {
      "",
      "Example: tomte daemon pointer undo phishing-mailbox",
      "Exit: 0 done, 1 nobody ever moved one, 2 no such daemon or stream, 3 no instance."
    })
final class PointerUndoCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private PointerChoice choice = new PointerChoice();
  @Mixin private Person person = new Person();

  PointerUndoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    int undone = 0;
    for (StreamName stream : choice.streams(instance)) {
      Optional<PointerChange> change =
          instance.pointers().undo(stream, Person.name(), person.why());
      change.ifPresent(this::tell);
      undone += change.isPresent() ? 1 : 0;
    }
    if (undone == 0) {
      throw new CommandFault(
          ExitCode.DIFFERS, "Nobody ever moved a pointer of " + choice.daemon() + ".");
    }
    return ExitCode.DONE;
  }

  private void tell(PointerChange change) {
    context
        .console()
        .line(
            "%s goes on %s."
                .formatted(
                    change.stream().name(),
                    change.after() == null ? "from its start" : "at " + change.after().words()));
  }
}
