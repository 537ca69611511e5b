package org.tomte.app.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.store.backup.Backup;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Backups of an open instance; made while it works. */
public final class Backups {
  private static final Logger log = LoggerFactory.getLogger(Backups.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final InstanceFoundation foundation;
  private final StoreParts stores;

  Backups(InstanceFoundation foundation, StoreParts stores) {
    this.foundation = foundation;
    this.stores = stores;
  }

  /**
   * The latest backup that this home made.
   *
   * @param file where it was put
   */
  public record Last(Instant at, String file) {}

  /** The folder of a home in which backups are put that were given no place. */
  public static Path folder(Path home) {
    return home.resolve("backups");
  }

  /**
   * Makes a backup.
   *
   * @param file where to; null for a new name in the folder of the home
   * @param passphrase encrypts the keys of the secrets, which are put in then; null leaves them out
   * @throws org.tomte.store.backup.BackupFault when it cannot be made
   * @throws org.tomte.engine.secret.SecretFault when the passphrase is too short
   */
  public Backup.Made make(
      @Nullable Path file, @Nullable String passphrase, Consumer<String> progress) {
    Instant now = foundation.clock().instant();
    Path folder = folder(foundation.home().root());
    Path target = file == null ? folder.resolve("tomte-" + STAMP.format(now) + ".zip") : file;
    String sealed = passphrase == null ? null : foundation.keys().sealedBy(passphrase);
    Backup.Made made =
        new Backup(foundation.database(), stores.blobs(), version())
            .write(target, now, sealed, progress);
    remember(folder, new Last(now, target.toString()));
    return made;
  }

  /** The version of this program; a build that was not packaged has none. */
  static String version() {
    String version = Backups.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void remember(Path folder, Last last) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("last.json"), JSON.writeValueAsString(last));
    } catch (IOException unwritable) {
      log.warn("When the last backup was made cannot be remembered: {}", unwritable.getMessage());
    }
  }

  /** The latest one; null when none was made. */
  public @Nullable Last last() {
    Path file = folder(foundation.home().root()).resolve("last.json");
    try {
      return JSON.readValue(Files.readString(file), Last.class);
    } catch (NoSuchFileException never) {
      return null;
    } catch (IOException | JacksonException unreadable) {
      log.warn("{} cannot be read: {}", file, unreadable.getMessage());
      return null;
    }
  }
}
