package org.tomte.app.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.secret.VaultKeys;
import org.tomte.store.backup.Aftermath;
import org.tomte.store.backup.BackupArchive;
import org.tomte.store.backup.Restore;
import org.tomte.store.keep.FolderBlobStore;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.InstanceLock;

/** Makes an instance of a backup, in a home that nobody uses and a database that holds none. */
public final class InstanceRestore {
  private InstanceRestore() {}

  /**
   * What was done.
   *
   * @param keys the numbers of keys that secrets need and this home does not have
   * @param home where it is now
   */
  public record Done(Restore.Restored restored, List<String> keys, Path home) {

    /** Copies the list. */
    public Done {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Restores a backup.
   *
   * @param release whether what is in the outbox goes out
   * @param passphrase opens the keys in the backup; null leaves them there
   * @throws org.tomte.store.backup.BackupFault when it cannot be restored
   * @throws org.tomte.store.postgres.DatabaseFault when the home or database cannot be used
   * @throws org.tomte.engine.secret.SecretFault when the passphrase does not open the keys
   */
  public static Done run(
      InstanceSettings settings,
      Path file,
      boolean release,
      @Nullable String passphrase,
      Consumer<String> progress) {
    try (BackupArchive archive = BackupArchive.open(file)) {
      InstanceHome home = InstanceHome.open(settings.home());
      try (InstanceLock _ = InstanceLock.acquire(home);
          Database database = InstanceFoundation.database(settings, home)) {
        Path keyFile = InstanceFoundation.keyFile(home);
        if (passphrase != null) {
          VaultKeys.restore(archive.sealedKey(), passphrase, keyFile);
        }
        Restore.Restored restored =
            new Restore(database, new FolderBlobStore(home.blobs(), settings.clock()))
                .run(
                    archive,
                    release ? Aftermath.RELEASE_OUTBOX : Aftermath.HOLD_OUTBOX,
                    settings.clock().instant(),
                    progress);
        List<String> missing = new ArrayList<>(archive.manifest().secrets().keys());
        VaultKeys.find(settings.environment(), keyFile)
            .ifPresent(keys -> missing.removeAll(keys.numbers()));
        return new Done(restored, missing, home.root());
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }
}
