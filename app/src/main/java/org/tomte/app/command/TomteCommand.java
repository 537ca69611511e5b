package org.tomte.app.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tomte} itself: only says what there is. */
@Command(
    name = "tomte",
    description = "An open engine for SOAR daemons.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "TOMTE_HOME (default ~/.tomte) holds everything of an instance. Commands that need one"
          + " attach",
      "to the server that runs there, or open it themselves.",
      "",
      "Exit codes: 0 done, 1 ran but something failed or differs, 2 wrong call or input,",
      "3 the instance cannot be opened, 130 interrupted.",
      "",
      "tomte COMMAND --help tells about each."
    })
final class TomteCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--markdown", description = "Print the reference of all commands.")
  private boolean markdown;

  @Option(
      names = "--as",
      paramLabel = "USER",
      description = {
        "Act as this user, with what they may do; before the command. TOMTE_USER says the same.",
        "Without it whoever can open the home is an administrator."
      })
  private @Nullable String user;

  /** The user as whom the command is called; null for the user of this machine. */
  @Nullable String user() {
    return user;
  }

  @Override
  public void run() {
    if (markdown) {
      spec.commandLine().getOut().print(CommandReference.page(spec.commandLine()));
      return;
    }
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
