package org.tomte.store.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * The scripts of this program, to see with one query that a database has them all.
 *
 * <p>Flyway needs about 0.4 s of every start to find that there is nothing to do. Only when every
 * script is recorded with the same checksum, and nothing else is, may it be left out; in any doubt
 * it runs and decides.
 *
 * @param checksums by version, as Flyway computes them: the CRC-32 of all lines without line ends
 */
record MigrationScripts(Map<String, Integer> checksums) {

  private static final Pattern NAME = Pattern.compile("V([0-9]+)__[A-Za-z0-9_]+\\.sql");

  /** Reads the scripts of a folder on the classpath. */
  static MigrationScripts onClasspath(String folder) {
    ClassLoader loader = MigrationScripts.class.getClassLoader();
    try {
      Map<String, Integer> checksums = new HashMap<>();
      for (String name : names(loader, folder)) {
        Matcher matcher = NAME.matcher(name);
        try (InputStream script = loader.getResourceAsStream(folder + "/" + name)) {
          if (!matcher.matches() || script == null) {
            return new MigrationScripts(Map.of()); // a kind of script that only Flyway understands
          }
          checksums.put(matcher.group(1), checksum(script));
        }
      }
      return new MigrationScripts(Map.copyOf(checksums));
    } catch (IOException | URISyntaxException _) {
      return new MigrationScripts(Map.of());
    }
  }

  private static List<String> names(ClassLoader loader, String folder)
      throws IOException, URISyntaxException {
    URL url = loader.getResource(folder);
    if (url == null) {
      return List.of();
    }
    if (url.openConnection() instanceof JarURLConnection connection) {
      JarFile jar = connection.getJarFile(); // shared with the class loader, which closes it
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(folder + "/") && !name.endsWith("/"))
          .map(name -> name.substring(folder.length() + 1))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static int checksum(InputStream script) throws IOException {
    CRC32 checksum = new CRC32();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      checksum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return (int) checksum.getValue();
  }

  /** Whether the database has exactly these scripts, all well. */
  boolean areAllIn(DataSource database) {
    if (checksums.isEmpty()) {
      return false;
    }
    Map<String, Integer> recorded = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT version, checksum, success FROM flyway_schema_history")) {
      while (rows.next()) {
        String version = rows.getString("version");
        if (version == null || !rows.getBoolean("success")) {
          return false;
        }
        recorded.put(version, rows.getInt("checksum"));
      }
    } catch (SQLException _) {
      return false; // there is no such table yet
    }
    return recorded.equals(checksums);
  }

  /** The newest version. */
  String newest() {
    return checksums.keySet().stream().mapToLong(Long::parseLong).max().stream()
        .mapToObj(Long::toString)
        .findFirst()
        .orElse("");
  }
}
