package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * The folder that holds everything of one Tomte instance.
 *
 * @param root absolute path; exists, can be written, and was made with mode 0700 unless it was
 *     there before
 */
public record InstanceHome(Path root) {

  /** The environment variable that names the home. */
  public static final String VARIABLE = "TOMTE_HOME";

  /**
   * Opens the home that the environment names, by default {@code .tomte} in the user's home.
   *
   * @throws DatabaseFault if it cannot be made or written
   */
  public static InstanceHome of(Map<String, String> environment, Path userHome) {
    String named = environment.getOrDefault(VARIABLE, "");
    return open(named.isBlank() ? userHome.resolve(".tomte") : Path.of(named));
  }

  /**
   * Opens a home and makes what is missing in it.
   *
   * @throws DatabaseFault if it cannot be made or written
   */
  public static InstanceHome open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    InstanceHome home = new InstanceHome(root);
    try {
      for (Path each : new Path[] {root, home.data(), home.blobs(), home.logs(), home.binaries()}) {
        OwnerOnlyFiles.createFolder(each);
        if (!Files.isWritable(each)) {
          throw new DatabaseFault(
              Kind.NO_RIGHTS,
              "The folder cannot be written",
              each.toString(),
              "Give the account that runs Tomte the right to write there, or name another home in"
                  + " TOMTE_HOME.");
        }
      }
    } catch (IOException e) {
      throw FileFaults.of("making the home folder", root, e);
    }
    return home;
  }

  /** The folder of the database. */
  public Path data() {
    return root.resolve("data");
  }

  /** The folder of bodies that are too large for rows. */
  public Path blobs() {
    return root.resolve("blobs");
  }

  /** The folder of log files. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** The folder of unpacked programs. */
  public Path binaries() {
    return root.resolve("bin");
  }

  /** The data directory of the embedded PostgreSQL. */
  public Path postgresData() {
    return data().resolve("postgres");
  }

  /** The owner-only file with the random password of the embedded PostgreSQL. */
  public Path databasePasswordFile() {
    return root.resolve("database-password");
  }

  /** The owner-only file that describes the running instance; see {@link RunFile}. */
  public Path runFile() {
    return root.resolve("run.json");
  }

  /** The name under which the last process of this home was a node. */
  public Path nodeFile() {
    return data().resolve("node");
  }
}
