package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts PostgreSQL servers for tests: quick, because a power cut may destroy them. It stands in
 * this package because the product must not be able to choose that.
 */
public final class ThrowawayServer {

  private ThrowawayServer() {}

  /** Starts the bundled version with its data below the folder. */
  public static EmbeddedPostgres bundled(Path folder, Path binaries) throws IOException {
    OwnerOnlyFiles.createFolder(binaries);
    return start(folder, PostgresBinaries.bundled(binaries));
  }

  /** Starts a version that is installed on the machine. */
  public static EmbeddedPostgres installed(Path folder, Path binaries, int major)
      throws IOException {
    return start(folder, PostgresBinaries.installed(binaries, major));
  }

  private static EmbeddedPostgres start(Path folder, PostgresBinaries binaries) throws IOException {
    OwnerOnlyFiles.createFolder(folder);
    return EmbeddedPostgres.start(
        new Cluster(
            binaries,
            folder.resolve("data"),
            folder.resolve("password"),
            folder.resolve("postgres.log"),
            EmbeddedSettings.defaults(),
            Durability.THROWAWAY));
  }

  /** Deletes a folder of a server that has ended. */
  public static void delete(Path folder) throws IOException {
    FolderTree.delete(folder);
  }
}
