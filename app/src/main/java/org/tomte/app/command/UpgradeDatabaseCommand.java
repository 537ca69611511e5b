package org.tomte.app.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tomte upgrade-database}. */
@Command(
    name = "upgrade-database",
    description = {
      "Brings the embedded database to the major version of PostgreSQL that this Tomte bundles, by"
          + " copying everything into a new data directory. The old one is kept. Needed once after"
          + " an upgrade of Tomte that says so; interrupted, it can be run again. No server may"
          + " have the home."
    },
    footer = {
      "",
      "Example: tomte upgrade-database --old-binaries /usr/lib/postgresql/17/bin",
      "Exit: 0 done or nothing to do, 1 something cannot be copied, 2 the database is external, 3 a"
          + " server cannot be started."
    })
final class UpgradeDatabaseCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--old-binaries",
      paramLabel = "FOLDER",
      description = {
        "The programs of the PostgreSQL that wrote the data, with postgres among them. When absent:"
            + " those that an earlier Tomte unpacked in the home, then the usual places of the"
            + " system."
      })
  private @Nullable String oldBinaries;

  UpgradeDatabaseCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return context
        .services()
        .upgradeDatabase(
            new Services.Upgrading(
                oldBinaries == null ? null : context.console().path(oldBinaries), json.wanted()),
            context.console());
  }
}
