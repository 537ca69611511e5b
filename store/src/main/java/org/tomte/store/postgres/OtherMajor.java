package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * The embedded database of a home whose data directory is of an older major version than the
 * programs that are bundled now. The caller holds the {@link InstanceLock} of the home.
 */
public final class OtherMajor {
  private static final Pattern SAYS = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  private final InstanceHome home;
  private final DataSwap swap;

  /** The database of a home. */
  public OtherMajor(InstanceHome home) {
    this.home = home;
    this.swap = new DataSwap(home.postgresData());
  }

  /** Whether an upgraded data directory is complete and only names are left to be changed. */
  public boolean isDecided() {
    return swap.isDecided();
  }

  /**
   * The major version of the data directory; 0 when there is none.
   *
   * @throws DatabaseFault when it does not say
   */
  public int major() {
    Path file = home.postgresData().resolve("PG_VERSION");
    try {
      return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
    } catch (IOException e) {
      throw FileFaults.of("reading the version of the data directory", file, e);
    } catch (NumberFormatException e) {
      throw new DatabaseFault(
          Kind.BROKEN_DATA,
          "The data directory does not say its version",
          file.toString(),
          "Restore the folder from a backup.",
          e);
    }
  }

  /**
   * Starts the server of the old version and connects to it; the data directory stays as it is.
   *
   * @param binaries the folder with its programs; null looks for it in the usual places
   * @throws DatabaseFault when there are no such programs, or it cannot be started
   */
  public Database openOld(@Nullable Path binaries) {
    int major = major();
    PostgresBinaries programs = new PostgresBinaries(programs(binaries, major), major);
    return start(
        new Cluster(
            programs,
            home.postgresData(),
            home.databasePasswordFile(),
            home.logs().resolve("postgres.log"),
            EmbeddedSettings.defaults(),
            Durability.DURABLE));
  }

  /**
   * Makes an empty data directory of the bundled version beside the old one, in place of what an
   * earlier attempt left, and connects to it.
   */
  public Database openFresh() {
    Path folder = swap.upgraded();
    Path passwordFile = passwordFile();
    Cluster cluster =
        new Cluster(
            PostgresBinaries.bundled(home.binaries()),
            folder,
            passwordFile,
            home.logs().resolve("postgres-upgrade.log"),
            EmbeddedSettings.defaults(),
            Durability.DURABLE);
    try {
      if (Files.exists(folder)) {
        new Supervisor(cluster, account(cluster)).endServerBefore();
        FolderTree.delete(folder);
      }
      Files.deleteIfExists(passwordFile);
      return start(cluster);
    } catch (IOException e) {
      throw FileFaults.of("making the upgraded data directory", folder, e);
    }
  }

  /** The file with the password of the upgraded data directory while it is being filled. */
  private Path passwordFile() {
    return swap.upgraded().resolveSibling(swap.upgraded().getFileName() + "-password");
  }

  private static ServerAccount account(Cluster cluster) {
    return ServerAccount.choose(cluster.binaries(), FolderTree.parentOf(cluster.data()));
  }

  private static Database start(Cluster cluster) {
    return Database.embedded(EmbeddedPostgres.start(cluster), PoolSettings.defaults().withSize(2));
  }

  /** Gives the upgraded database the password of the home: nobody can connect by the other. */
  public void takePasswordOfHome(Database upgraded) {
    try (Connection connection = upgraded.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      String password = Files.readString(home.databasePasswordFile()).strip();
      statement.execute(
          "ALTER ROLE %s PASSWORD '%s'".formatted(Cluster.USER, password.replace("'", "''")));
      Files.deleteIfExists(passwordFile());
    } catch (IOException e) {
      throw FileFaults.of("taking over the password", home.databasePasswordFile(), e);
    } catch (SQLException e) {
      throw new DatabaseFault(
          Kind.UNSUITABLE,
          "The upgraded database does not take the password: " + e.getMessage(),
          swap.upgraded().toString(),
          "Run it again.",
          e);
    }
  }

  /**
   * Says that the upgraded directory is complete; both servers have ended.
   *
   * @param keptAs the name, beside the data directory, that the old one gets
   */
  public void decide(String keptAs) {
    try {
      swap.decide(keptAs);
    } catch (IOException e) {
      throw FileFaults.of("deciding for the upgraded data directory", swap.upgraded(), e);
    }
  }

  /**
   * Gives both directories their names, or does what is left of it.
   *
   * @param between done after the old one has its name and before the new one has
   * @return where the old one is kept
   */
  public Path finish(Runnable between) {
    try {
      return swap.finish(between);
    } catch (IOException e) {
      throw FileFaults.of("putting the upgraded data directory in its place", swap.upgraded(), e);
    }
  }

  private Path programs(@Nullable Path named, int major) {
    List<Path> places = new ArrayList<>();
    if (named == null) {
      places.addAll(unpackedBefore(major));
      places.add(Path.of("/usr/lib/postgresql/" + major + "/bin"));
      places.add(Path.of("/usr/pgsql-" + major + "/bin"));
    } else {
      places.add(named);
      places.add(named.resolve("bin"));
    }
    for (Path place : places) {
      if (Files.isExecutable(place.resolve("postgres"))) {
        check(place, major);
        return place;
      }
    }
    throw new DatabaseFault(
        Kind.UNSUPPORTED,
        "The programs of PostgreSQL %d, which wrote the data, are not there".formatted(major),
        String.join(", ", places.stream().map(Path::toString).toList()),
        "Install them, on Debian the package postgresql-%d, and name their folder: tomte upgrade-database --old-binaries /usr/lib/postgresql/%d/bin."
            .formatted(major, major));
  }

  /** What an earlier Tomte unpacked in this home. */
  private List<Path> unpackedBefore(int major) {
    try (Stream<Path> folders = Files.list(home.binaries())) {
      return folders
          .filter(folder ->
              String.valueOf(folder.getFileName()).startsWith("postgresql-" + major + "-"))
          .map(folder -> folder.resolve("bin"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileFaults.of("looking for programs of PostgreSQL", home.binaries(), e);
    }
  }

  private static void check(Path place, int major) {
    String said;
    try {
      List<String> words = List.of(place.resolve("postgres").toString(), "--version");
      said = new Command(words, "", Duration.ofSeconds(10)).run(Path.of("/")).output();
    } catch (IOException e) {
      throw FileFaults.of("asking PostgreSQL for its version", place, e);
    }
    Matcher matcher = SAYS.matcher(said);
    if (!matcher.find() || Integer.parseInt(matcher.group(1)) != major) {
      throw new DatabaseFault(
          Kind.OTHER_VERSION,
          "The programs say \"%s\", the data are of PostgreSQL %d".formatted(said.strip(), major),
          place.toString(),
          "Name the folder with those of PostgreSQL %d.".formatted(major));
    }
  }
}
