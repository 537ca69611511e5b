package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte restore}. */
@Command(
    name = "restore",
    description = {
      "Makes an instance of a backup, in a home and database that hold none and that no server"
          + " uses. The file is verified first; a damaged one, one of a newer schema, or a database"
          + " that is not empty is refused.",
      "Daemons go on where the backup was. The outbox holds everything back, because what was sent"
          + " since the backup would be sent again."
    },
    footer = {
      "",
      "Example: tomte restore tomte-20261125T160000Z.zip",
      "Exit: 0 done, 1 refused or failed, 2 wrong options or passphrase, 3 the home or database"
          + " cannot be used."
    })
final class RestoreCommand implements Callable<Integer>, InputCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FILE", description = "The backup.")
  private String file = "";

  @Option(
      names = "--release",
      description = "Let the outbox send at once, also what may have been sent since the backup.")
  private boolean release;

  @Option(
      names = "--with-key",
      description = {
        "Take the key of the secrets from the backup too; its passphrase is asked for, or read from"
            + " standard input."
      })
  private boolean withKey;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public @Nullable Prompt prompt() {
    return withKey ? new Prompt("Passphrase of the key", true) : null;
  }

  @Override
  public Integer call() {
    String passphrase = withKey ? context.input().text() : null;
    return context
        .services()
        .restore(
            new Services.Restoring(
                context.console().path(file), release, passphrase, json.wanted()),
            context.console());
  }
}
