package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * The programs of one PostgreSQL version on disk.
 *
 * @param folder the folder that holds {@code postgres} and {@code initdb}
 * @param major the major version, such as 18
 */
public record PostgresBinaries(Path folder, int major) {

  /** The major version that Tomte bundles. */
  public static final int BUNDLED_MAJOR = 18;

  /**
   * The bundled version, unpacked into the folder if it is not there yet.
   *
   * @throws DatabaseFault if this platform has none, or it cannot be unpacked
   */
  static PostgresBinaries bundled(Path intoFolder) {
    BinariesArchive archive = BinariesArchive.forThisMachine();
    Path unpacked = archive.unpackOnce(intoFolder);
    return new PostgresBinaries(unpacked.resolve("bin"), BUNDLED_MAJOR);
  }

  /** Versions that are installed on the machine. */
  static PostgresBinaries installed(Path folder, int major) {
    PostgresBinaries binaries = new PostgresBinaries(folder, major);
    if (!Files.isExecutable(binaries.postgres())) {
      throw new DatabaseFault(
          Kind.UNSUPPORTED,
          "PostgreSQL " + major + " is not installed",
          folder.toString(),
          "Install it, on Debian as postgresql-" + major + ".");
    }
    return binaries;
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  Path initdb() {
    return folder.resolve("initdb");
  }

  /** The root of the installation with symbolic links resolved, for checks of reachability. */
  Path realFolder() {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw FileFaults.of("looking for PostgreSQL", folder, e);
    }
  }
}
