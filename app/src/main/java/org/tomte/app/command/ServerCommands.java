package org.tomte.app.command;

import java.io.PrintWriter;
import org.tomte.app.command.CommandContext.Surroundings;
import org.tomte.app.console.Console;
import org.tomte.web.CommandRunner;

/** Runs the command lines of attached calls inside the server, with the same command classes. */
public final class ServerCommands implements CommandRunner {
  private final Surroundings surroundings;

  /** Commands that work on the instance behind the surroundings' door. */
  public ServerCommands(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public int run(Call call, PrintWriter out, PrintWriter err) {
    Console console =
        new Console(out, err, call.folder(), new Console.Screen(call.width(), call.person()));
    CommandContext context = new CommandContext(console, Typed.given(call.input()), surroundings);
    return new Program(context, Program.Handover.NONE).run(call.arguments());
  }
}
