package org.tomte.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.OtherMajor;
import org.tomte.store.postgres.PostgresBinaries;

/**
 * Brings the embedded database to the bundled major version of PostgreSQL: everything is read from
 * the old server into an archive and loaded into a data directory of the new one, which then takes
 * the place of the old; the old one is kept. Until that moment the old directory is untouched; when
 * it is interrupted, running it again begins anew or finishes.
 */
public final class MajorUpgrade {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final InstanceHome home;
  private final String program;
  private final Consumer<Step> watch;

  /** The steps, each told when it is done. */
  public enum Step {
    /** The old server takes connections. */
    OLD_STARTED,
    /** Everything is in the archive. */
    COPIED_OUT,
    /** The new, empty data directory is there. */
    NEW_MADE,
    /** Everything is in the new data directory. */
    COPIED_IN,
    /** Only names are left to be changed. */
    DECIDED,
    /** The old directory has its new name, and there is none in its place. */
    OLD_KEPT
  }

  /** An upgrade of a home whose lock the caller holds. */
  public MajorUpgrade(InstanceHome home, String program) {
    this(home, program, _ -> {});
  }

  MajorUpgrade(InstanceHome home, String program, Consumer<Step> watch) {
    this.home = home;
    this.program = program;
    this.watch = watch;
  }

  /**
   * What was done.
   *
   * @param from the major version that was there; the bundled one when nothing was to be done
   * @param rows all rows that were copied; 0 when only names were left to be changed
   * @param kept where the old data directory is; null when nothing was to be done
   */
  public record Upgraded(int from, int to, long rows, @Nullable Path kept) {}

  /**
   * Upgrades, or finishes an upgrade that was interrupted.
   *
   * @param oldBinaries the folder with the programs of the old version; null looks for it
   * @throws org.tomte.store.postgres.DatabaseFault when a server cannot be started, or the data are
   *     of a newer version
   * @throws BackupFault when something cannot be copied
   */
  public Upgraded run(@Nullable Path oldBinaries, Instant now, Consumer<String> progress) {
    OtherMajor other = new OtherMajor(home);
    int ours = PostgresBinaries.BUNDLED_MAJOR;
    if (other.isDecided()) {
      Path kept = finish(other);
      return new Upgraded(ours, ours, 0, kept);
    }
    int theirs = other.major();
    if (theirs == 0 || theirs == ours) {
      return new Upgraded(ours, ours, 0, null);
    }
    if (theirs > ours) {
      throw new BackupFault(
          "The data directory %s is of PostgreSQL %d, this Tomte bundles %d. There is no way back; start the Tomte that wrote it."
              .formatted(home.postgresData(), theirs, ours));
    }
    Path archive = home.data().resolve("upgrade.zip");
    BackupManifest manifest = copyOut(other, oldBinaries, archive, now, progress);
    copyIn(other, archive, now, progress);
    remove(archive);
    other.decide("postgres-%d-until-%s".formatted(theirs, STAMP.format(now)));
    watch.accept(Step.DECIDED);
    Path kept = finish(other);
    return new Upgraded(theirs, ours, manifest.rows(), kept);
  }

  private Path finish(OtherMajor other) {
    return other.finish(() -> watch.accept(Step.OLD_KEPT));
  }

  private static void remove(Path archive) {
    try {
      Files.deleteIfExists(archive);
    } catch (IOException e) {
      throw new BackupFault(
          "%s cannot be removed: %s. Remove it and run this again."
              .formatted(archive, e.getMessage()),
          e);
    }
  }

  private BackupManifest copyOut(
      OtherMajor other,
      @Nullable Path binaries,
      Path archive,
      Instant now,
      Consumer<String> progress) {
    progress.accept("Starting the old PostgreSQL");
    try (Database old = other.openOld(binaries)) {
      watch.accept(Step.OLD_STARTED);
      BackupManifest manifest =
          new Backup(old, null, program).write(archive, now, null, progress).manifest();
      watch.accept(Step.COPIED_OUT);
      return manifest;
    }
  }

  private void copyIn(OtherMajor other, Path archive, Instant now, Consumer<String> progress) {
    progress.accept("Making the new data directory");
    try (Database fresh = other.openFresh();
        BackupArchive opened = BackupArchive.open(archive)) {
      watch.accept(Step.NEW_MADE);
      new Restore(fresh, null).run(opened, Aftermath.SAME_LIFE, now, progress);
      other.takePasswordOfHome(fresh);
      watch.accept(Step.COPIED_IN);
    }
  }
}
