package org.tomte.app;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
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
  private static final String USER = "TOMTE_USER";

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
    int exit = program.run(arguments(arguments, environment));
    System.exit(exit);
  }

  /** As typed; who acts is said in front, so that it reaches a server that the call attaches to. */
  static List<String> arguments(String[] typed, Map<String, String> environment) {
    List<String> arguments = new ArrayList<>(List.of(typed));
    String user = environment.getOrDefault(USER, "").strip();
    if (!user.isEmpty() && typed.length > 0 && !typed[0].startsWith("-")) {
      arguments.addAll(0, List.of("--as", user));
    }
    return arguments;
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
