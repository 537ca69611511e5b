package org.tomte.app.instance;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.store.backup.MajorUpgrade;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.InstanceLock;

/** Brings the embedded database of a home that nobody uses to the bundled version. */
public final class InstanceUpgrade {
  private InstanceUpgrade() {}

  /**
   * Upgrades it.
   *
   * @param oldBinaries the programs of the old version; null looks for them
   * @throws CommandFault when the database is an external one
   * @throws org.tomte.store.backup.BackupFault when something cannot be copied; the old data
   *     directory is in its place then
   * @throws org.tomte.store.postgres.DatabaseFault when a server cannot be started
   */
  public static MajorUpgrade.Upgraded run(
      InstanceSettings settings, @Nullable Path oldBinaries, Consumer<String> progress) {
    if (settings.databaseUrl() != null) {
      throw new CommandFault(
          ExitCode.USAGE,
          "This instance uses an external database (%s), which is upgraded where it runs. Unset it to upgrade the embedded one."
              .formatted(InstanceSettings.DATABASE_URL));
    }
    InstanceHome home = InstanceHome.open(settings.home());
    try (InstanceLock _ = InstanceLock.acquire(home)) {
      return new MajorUpgrade(home, Backups.version())
          .run(oldBinaries, settings.clock().instant(), progress);
    }
  }
}
