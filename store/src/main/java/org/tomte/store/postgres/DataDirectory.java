package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.store.postgres.DatabaseFault.Kind;

/** Makes the data directory of a cluster, and checks that the programs fit it. */
final class DataDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
  // builtin came with 17 and does not hang on the libraries of the machine
  private static final int FIRST_WITH_BUILTIN_LOCALE = 17;
  private static final int PASSWORD_BYTES = 32;

  private final Cluster cluster;
  private final ServerAccount account;

  DataDirectory(Cluster cluster, ServerAccount account) {
    this.cluster = cluster;
    this.account = account;
  }

  /**
   * Makes the directory if there is none, else checks it.
   *
   * @return the password of the superuser
   */
  String prepare() {
    Path data = cluster.data();
    try {
      DataSwap swap = new DataSwap(data);
      if (swap.isDecided()) {
        Path kept = swap.finish(() -> {});
        LOG.info("Finished an upgrade; the old data directory is kept as {}", kept);
      }
      if (isAbsentOrEmpty(data)) {
        return create();
      }
      account.own(data);
      checkVersion();
      if (!Files.exists(data.resolve("global/pg_control"))) {
        throw broken("The data directory lacks the file global/pg_control", data);
      }
      if (!Files.exists(cluster.passwordFile())) {
        return replacePassword();
      }
      return Files.readString(cluster.passwordFile()).strip();
    } catch (IOException e) {
      throw FileFaults.of("preparing the data directory of PostgreSQL", data, e);
    }
  }

  private static boolean isAbsentOrEmpty(Path data) throws IOException {
    if (!Files.exists(data)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(data)) {
      return entries.findAny().isEmpty();
    }
  }

  private void checkVersion() throws IOException {
    Path file = cluster.data().resolve("PG_VERSION");
    if (!Files.exists(file)) {
      throw broken("The data directory lacks the file PG_VERSION", cluster.data());
    }
    String version = Files.readString(file).strip();
    int ours = cluster.binaries().major();
    if (version.equals(Integer.toString(ours))) {
      return;
    }
    boolean older = version.matches("\\d{1,4}") && Integer.parseInt(version) < ours;
    throw new DatabaseFault(
        Kind.OTHER_VERSION,
        "The data directory is of PostgreSQL " + version + ", this Tomte bundles " + ours,
        cluster.data().toString(),
        older
            ? "Run once: tomte upgrade-database --old-binaries /usr/lib/postgresql/%s/bin, the folder with the programs of PostgreSQL %s (on Debian from the package postgresql-%s); the old data directory is kept."
                .formatted(version, version, version)
            : "Start the Tomte that wrote it; a newer data directory cannot go back.");
  }

  private static DatabaseFault broken(String what, Path data) {
    return new DatabaseFault(
        Kind.BROKEN_DATA, what, data.toString(), "Restore the folder from a backup.");
  }

  /** Builds beside the final place and renames, so that an interrupted start leaves nothing. */
  private String create() throws IOException {
    Path data = cluster.data();
    Path fresh = data.resolveSibling("." + data.getFileName() + "-new");
    Path passwordCopy = data.resolveSibling("." + data.getFileName() + "-password");
    FolderTree.delete(fresh);
    String password = newPassword();
    LOG.info("Making a PostgreSQL {} data directory in {}", cluster.binaries().major(), data);
    try {
      OwnerOnlyFiles.write(passwordCopy, password);
      OwnerOnlyFiles.createFolder(fresh);
      account.own(fresh);
      account.own(passwordCopy);
      Command.Ended ended =
          new Command(initdb(fresh, passwordCopy), "", INITDB_LIMIT).run(FolderTree.parentOf(data));
      if (ended.exit() != 0) {
        throw ServerMessages.fault("PostgreSQL could not make its data directory", data, ended);
      }
      OwnerOnlyFiles.write(cluster.passwordFile(), password + "\n");
      Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      OwnerOnlyFiles.syncFolder(FolderTree.parentOf(data));
      return password;
    } finally {
      Files.deleteIfExists(passwordCopy);
      FolderTree.delete(fresh);
    }
  }

  private List<String> initdb(Path folder, Path passwordCopy) {
    List<String> words = new ArrayList<>(account.before());
    words.addAll(
        List.of(
            cluster.binaries().initdb().toString(),
            "--pgdata=" + folder,
            "--username=" + Cluster.USER,
            "--auth=scram-sha-256",
            "--pwfile=" + passwordCopy,
            "--encoding=UTF8",
            "--data-checksums",
            "--no-instructions"));
    if (cluster.binaries().major() >= FIRST_WITH_BUILTIN_LOCALE) {
      words.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
    } else {
      words.add("--locale=C.UTF-8");
    }
    if (cluster.durability() == Durability.THROWAWAY) {
      words.add("--no-sync");
    }
    return words;
  }

  /** A restored data directory may come without its password: whoever owns it may set a new one. */
  private String replacePassword() throws IOException {
    String password = newPassword();
    List<String> words = new ArrayList<>(account.before());
    words.addAll(
        List.of(
            cluster.binaries().postgres().toString(),
            "--single",
            "-D",
            cluster.data().toString(),
            "-c",
            "unix_socket_directories=",
            "postgres"));
    String sql = "ALTER ROLE " + Cluster.USER + " PASSWORD '" + password + "'\n";
    Command.Ended ended = new Command(words, sql, INITDB_LIMIT).run(cluster.data());
    if (ended.exit() != 0 || ended.output().contains("ERROR:")) {
      throw ServerMessages.fault(
          "PostgreSQL could not set a new password for its data directory", cluster.data(), ended);
    }
    OwnerOnlyFiles.write(cluster.passwordFile(), password + "\n");
    LOG.warn("{} was missing; the database has a new password now", cluster.passwordFile());
    return password;
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
