package org.tomte.benchmarks.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.InstanceLock;
import org.tomte.store.postgres.Migrations;
import org.tomte.store.postgres.PoolSettings;
import org.tomte.store.postgres.ServerAddress;

/**
 * The embedded PostgreSQL with the settings of the product, durable, in a folder of its own that is
 * removed at the end. The product and its peer have a database each, of the same schema, so that
 * both grow alike.
 */
public final class Workbench implements AutoCloseable {
  private static final int CONNECTIONS = 20;

  private final Path folder;
  private final InstanceLock lock;
  private final Database product;
  private final Database peer;

  private Workbench(Path folder) {
    this.folder = folder;
    InstanceHome home = InstanceHome.open(folder);
    this.lock = InstanceLock.acquire(home);
    PoolSettings pool = PoolSettings.defaults().withSize(CONNECTIONS);
    this.product = Database.embedded(home, EmbeddedSettings.defaults(), pool);
    new Migrations(product).migrate();
    run(product, "CREATE DATABASE peer TEMPLATE template0");
    ServerAddress own = product.address();
    String url = own.url().replaceFirst("/[^/?]*(?=$|\\?)", "/peer");
    this.peer = Database.external(new ServerAddress(url, own.user(), own.password()), pool);
    new Migrations(peer).migrate();
  }

  /** A new one. */
  public static Workbench open() {
    try {
      return new Workbench(Files.createTempDirectory("tomte-bench"));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Where the product may keep files. */
  public Path folder() {
    return folder;
  }

  /** The product's database. */
  public DataSource product() {
    return product.dataSource();
  }

  DataSource peer() {
    return peer.dataSource();
  }

  /** Writes what is dirty, so that no round pays for the one before; both pay for full pages. */
  public void settle() {
    run(product, "CHECKPOINT");
  }

  /** Bytes of write-ahead log since the server was made. */
  long walBytes() {
    return number(product.dataSource(), "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
  }

  static long number(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new IllegalStateException("the benchmark's query failed: " + sql, failed);
    }
  }

  static void run(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException("the benchmark's statement failed: " + sql, failed);
    }
  }

  private static void run(Database database, String sql) {
    run(database.dataSource(), sql);
  }

  @Override
  public void close() {
    peer.close();
    product.close();
    lock.close();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException left) {
      System.err.println("The folder " + folder + " could not be removed: " + left.getMessage());
    }
  }
}
