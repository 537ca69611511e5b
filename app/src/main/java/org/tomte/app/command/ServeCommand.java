package org.tomte.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tomte serve}. */
@Command(
    name = "serve",
    description = {
      "Runs the instance until it is stopped: daemons by their schedules, and an HTTP port for"
          + " health, readiness, metrics and attached calls."
    },
    footer = {
      "",
      "Example: tomte serve --port 8080",
      "Exit: 0 stopped in order, 2 wrong options, 3 the instance cannot be opened."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final CommandContext context;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8666",
      paramLabel = "PORT",
      description = "The port; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = {
        "An external PostgreSQL 15 or newer, as jdbc:postgresql://host:port/name; user and password"
            + " come from TOMTE_DB_USER and TOMTE_DB_PASSWORD. The embedded one when"
            + " absent."
      })
  private @Nullable String databaseUrl;

  @Option(
      names = "--definitions",
      paramLabel = "FOLDER",
      description = "Import these definitions first, as tomte import does.")
  private @Nullable String definitions;

  ServeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new CommandFault(ExitCode.USAGE, "--port is from 0 to 65535, not " + port + ".");
    }
    Path folder = definitions == null ? null : context.console().path(definitions);
    return context
        .services()
        .serve(new Services.Serving(host, port, databaseUrl, folder), context.console());
  }
}
