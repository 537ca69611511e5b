package org.tomte.app.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.tomte.store.postgres.InstanceHome;

/** The embedded database of a home, wherever it listens now. Without a pool. */
final class HomeDatabase extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private static final int PORT_LINE = 3;

  private final transient InstanceHome home;

  HomeDatabase(Path home) {
    this.home = new InstanceHome(home);
  }

  /** The server's process, or -1 while there is none. */
  static long postmaster(Path home) {
    try {
      return Long.parseLong(pidFile(new InstanceHome(home)).getFirst().strip());
    } catch (IOException | RuntimeException notThere) {
      return -1;
    }
  }

  private static List<String> pidFile(InstanceHome home) throws IOException {
    return Files.readAllLines(home.postgresData().resolve("postmaster.pid"));
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      setServerNames(new String[] {"127.0.0.1"});
      setPortNumbers(new int[] {Integer.parseInt(pidFile(home).get(PORT_LINE).strip())});
      setDatabaseName("postgres");
      return getConnection("tomte", Files.readString(home.databasePasswordFile()).strip());
    } catch (IOException | RuntimeException notThere) {
      throw new SQLException("no server in " + home, notThere);
    }
  }
}
