package org.tomte.app;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.tomte.app.attach.AttachedServer;
import org.tomte.app.command.CommandContext;
import org.tomte.app.command.Program;
import org.tomte.app.command.Typed;
import org.tomte.app.console.Console;
import org.tomte.app.console.Terminal;
import org.tomte.store.postgres.InstanceHome;

/** Where the program begins. */
public final class Main {
  private static final int USUAL_WIDTH = 120;

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    Console console = console(environment);
    CommandContext context =
        new CommandContext(
            console, Typed.terminal(System.in), Assembly.surroundings(InstantSource.system()));
    Program program =
        new Program(
            context,
            (typed, input, at) -> {
              var server = AttachedServer.find(home(environment));
              return server.isPresent() ? server.get().call(typed, input, at) : null;
            });
    int exit = program.run(List.of(arguments));
    System.exit(exit);
  }

  private static Path home(Map<String, String> environment) {
    String named = environment.getOrDefault(InstanceHome.VARIABLE, "");
    return named.isBlank() ? Path.of(System.getProperty("user.home"), ".tomte") : Path.of(named);
  }

  private static Console console(Map<String, String> environment) {
    return new Console(
        writer(System.out),
        writer(System.err),
        Path.of("").toAbsolutePath(),
        new Console.Screen(width(environment), Terminal.isThere()));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
  }
}
