package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.definition.revision.StoredDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tomte definitions rollback}. */
@Command(
    name = "rollback",
    description = {
      "Makes the text of an earlier revision the newest one. Pointers and what was created stay."
    },
    footer = {
      "",
      "Example: tomte definitions rollback phishing-mailbox 3 --why \"rule was too wide\"",
      "Exit: 0 done, 1 somebody else was faster, 2 no such revision or it has faults now,"
          + " 3 no instance."
    })
final class DefinitionsRollbackCommand implements Callable<Integer>, InstanceCommand {
  private final CommandContext context;

  @Mixin private DocumentChoice choice = new DocumentChoice();
  @Mixin private Person person = new Person();

  @Parameters(index = "1", paramLabel = "REVISION", description = "Its number.")
  private int revision;

  DefinitionsRollbackCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    OpenInstance instance = context.door().open();
    StoredDocument document = choice.find(instance);
    SaveOutcome outcome =
        instance.definitions().rollBack(document.documentName(), revision, person.who());
    int exit = new SaveWords(context.console()).exit(outcome, false);
    if (exit == ExitCode.DONE) {
      context
          .console()
          .line(
              "%s has the text of revision %d again, as revision %d."
                  .formatted(document.documentName(), revision, document.revision() + 1));
    }
    return exit;
  }
}
