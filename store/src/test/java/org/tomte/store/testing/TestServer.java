package org.tomte.store.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.EmbeddedPostgres;
import org.tomte.store.postgres.Migrations;
import org.tomte.store.postgres.PoolSettings;
import org.tomte.store.postgres.ServerAddress;
import org.tomte.store.postgres.ThrowawayServer;

/** The one server per version in this JVM, with a template that new databases are copied from. */
final class TestServer {

  private static final Map<PostgreSqlVersion, TestServer> SERVERS = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String TEMPLATE = "tomte_template";
  private static final Pattern FOLDER = Pattern.compile("server-([0-9]+)-.*");

  private final PostgreSqlVersion version;
  private final EmbeddedPostgres postgres;

  private TestServer(PostgreSqlVersion version) {
    this.version = version;
    Path shared = sharedFolder();
    Path folder = shared.resolve("server-" + ProcessHandle.current().pid() + "-" + version.name());
    try {
      deleteLeftovers(shared);
      this.postgres = version.start(folder, shared.resolve("bin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(folder)));
    execute("CREATE DATABASE " + TEMPLATE + " TEMPLATE template0");
    try (Database template =
        Database.external(address(TEMPLATE), PoolSettings.defaults().withSize(1))) {
      new Migrations(template).migrate();
    }
  }

  static TestServer of(PostgreSqlVersion version) {
    return SERVERS.computeIfAbsent(version, TestServer::new);
  }

  private static Path sharedFolder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "tomte-tests-" + System.getProperty("user.name"));
  }

  /** A JVM that was killed could not delete its folder; its server has ended with it. */
  private static void deleteLeftovers(Path shared) throws IOException {
    if (!Files.isDirectory(shared)) {
      return;
    }
    try (Stream<Path> folders = Files.list(shared)) {
      for (Path folder : folders.filter(TestServer::isLeftover).toList()) {
        ThrowawayServer.delete(folder);
      }
    }
  }

  private static boolean isLeftover(Path folder) {
    Matcher name = FOLDER.matcher(String.valueOf(folder.getFileName()));
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1))).filter(ProcessHandle::isAlive).isEmpty();
  }

  private void end(Path folder) {
    postgres.close();
    try {
      ThrowawayServer.delete(folder);
    } catch (IOException _) {
      // the next run deletes it
    }
  }

  PostgreSqlVersion version() {
    return version;
  }

  ServerAddress address(String database) {
    String url = postgres.jdbcUrl().replaceFirst("/[^/]*$", "/" + database);
    return new ServerAddress(url, postgres.user(), postgres.password());
  }

  TestDatabase migratedDatabase() {
    return copyOf(TEMPLATE);
  }

  TestDatabase emptyDatabase() {
    return copyOf("template0");
  }

  private TestDatabase copyOf(String template) {
    String name = "test_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return new TestDatabase(this, name);
  }

  void drop(String name) {
    execute("DROP DATABASE " + name + " WITH (FORCE)");
  }

  private synchronized void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The test server refused: " + sql, e);
    }
  }
}
