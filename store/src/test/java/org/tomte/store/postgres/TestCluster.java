package org.tomte.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A durable cluster of a home as in the product, with binaries that all tests share. */
final class TestCluster {

  private TestCluster() {}

  static Cluster of(InstanceHome home) {
    return of(home, EmbeddedSettings.defaults());
  }

  static Cluster of(InstanceHome home, EmbeddedSettings settings) {
    return new Cluster(
        PostgresBinaries.bundled(sharedBinaries()),
        home.postgresData(),
        home.databasePasswordFile(),
        home.logs().resolve("postgres.log"),
        settings,
        Durability.DURABLE);
  }

  /** With binaries in the home itself, as in the product. */
  static Cluster withOwnBinaries(InstanceHome home) {
    return Cluster.of(home, EmbeddedSettings.defaults());
  }

  private static Path sharedBinaries() {
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "tomte-tests-" + System.getProperty("user.name"),
            "bin");
    try {
      OwnerOnlyFiles.createFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }
}
