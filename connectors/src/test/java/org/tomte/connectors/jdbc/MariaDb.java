package org.tomte.connectors.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A MariaDB server of Debian, started for a test on loopback and stopped with it. */
final class MariaDb implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALL = Path.of("/usr/bin/mariadb-install-db");
  private static final int TRIES = 300;
  private final Process process;
  private final Path folder;
  private final int port;

  private MariaDb(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Why no server can be started; empty when one can. */
  static String missing() {
    return Files.isExecutable(SERVER) && Files.isExecutable(INSTALL)
        ? ""
        : "MariaDB is not there: apt-get install mariadb-server-core (./check does it)";
  }

  static MariaDb start(Path folder) throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    List<String> shared = List.of("--no-defaults", "--datadir=" + data, "--user=" + user());
    List<String> install = new ArrayList<>(List.of(INSTALL.toString()));
    install.addAll(shared);
    install.addAll(List.of("--auth-root-authentication-method=normal", "--skip-test-db"));
    Process made = logged(install, folder.resolve("install.log"));
    if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
      throw new IOException(Files.readString(folder.resolve("install.log")));
    }
    int port = freePort();
    List<String> serve = new ArrayList<>(List.of(SERVER.toString()));
    serve.addAll(shared);
    serve.addAll(
        List.of(
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + folder.resolve("s"),
            "--pid-file=" + folder.resolve("pid"),
            "--innodb-flush-log-at-trx-commit=0",
            "--default-time-zone=+12:45"));
    MariaDb server = new MariaDb(logged(serve, folder.resolve("server.log")), folder, port);
    server.await();
    return server;
  }

  private static String user() {
    return System.getProperty("user.name", "root");
  }

  private static Process logged(List<String> command, Path log) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await() throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try (Rig rig = new Rig(address("mysql"), "root", "")) {
        Rig _ = rig.run("CREATE DATABASE tickets", "CREATE DATABASE other");
        return;
      } catch (SQLException notYet) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    close();
    throw new IOException(Files.readString(folder.resolve("server.log")));
  }

  String url() {
    return address("tickets");
  }

  private String address(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s?sslMode=disable".formatted(port, database);
  }

  Rig rig() throws SQLException {
    return new Rig(url(), "root", "");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      check(folder);
    }
  }

  private static void check(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("pid"));
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
