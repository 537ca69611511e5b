package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.testkit.Reading;

class DriversTest {
  /** A driver of a database that nobody knows; it keeps its rows in an H2 of the same folder. */
  private static final String TINY =
      """
      package tiny;

      import java.sql.*;
      import java.util.Properties;
      import java.util.logging.Logger;

      public class TinyDriver implements Driver {
        private static final String PREFIX = "jdbc:tiny:";

        public boolean acceptsURL(String url) throws SQLException {
          if (!url.startsWith(PREFIX)) {
            throw new SQLException("not an address of tiny: " + url);
          }
          return true;
        }

        public Connection connect(String url, Properties properties) throws SQLException {
          String file = url.substring(PREFIX.length());
          return new org.h2.Driver().connect("jdbc:h2:file:" + file, properties);
        }

        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
          return new DriverPropertyInfo[0];
        }

        public int getMajorVersion() {
          return 1;
        }

        public int getMinorVersion() {
          return 0;
        }

        public boolean jdbcCompliant() {
          return false;
        }

        public Logger getParentLogger() {
          return Logger.getLogger("tiny");
        }
      }
      """;

  @TempDir Path home;

  private Path folder() throws IOException {
    return Files.createDirectories(home.resolve("drivers"));
  }

  private static Path h2Jar() throws Exception {
    return Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Compiles the driver and packs it with its entry for the service loader. */
  private void buildTinyDriver() throws Exception {
    Path source = Files.createDirectories(home.resolve("source")).resolve("TinyDriver.java");
    Path _ = Files.writeString(source, TINY);
    Path classes = Files.createDirectories(home.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            h2Jar().toString(),
            "-d",
            classes.toString(),
            source.toString());
    assertThat(failed).isZero();
    Path jar = folder().resolve("tiny-1.0.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
      out.write("tiny.TinyDriver\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      out.putNextEntry(new JarEntry("tiny/TinyDriver.class"));
      out.write(Files.readAllBytes(classes.resolve("tiny/TinyDriver.class")));
    }
  }

  private Drivers drivers() {
    return Drivers.ofHome(Map.of("TOMTE_HOME", home.toString()));
  }

  private void fill(Path database) throws Exception {
    try (Rig rig = new Rig("jdbc:h2:file:" + database, "sa", "")) {
      Rig _ =
          rig.run(
              "CREATE TABLE alerts (id BIGINT PRIMARY KEY, word VARCHAR(20))",
              "INSERT INTO alerts SELECT x, 'w' || x FROM system_range(1, 7)");
    }
  }

  @Test
  void rowsAreReadThroughADriverThatIsOnlyInTheFolder() throws Exception {
    buildTinyDriver();
    Path _ = Files.copy(h2Jar(), folder().resolve("h2.jar"));
    Path database = home.resolve("rows");
    fill(database);
    String url = "jdbc:tiny:" + database;
    JdbcSettings settings =
        Changed.of(JdbcSettings.ofTable(url, "alerts", List.of("id"))).login("sa", "").settings();
    try (Poller poller = new JdbcConnector(drivers()).open(settings, Rig.CONTEXT)) {
      List<Item> items = Reading.pagesOf(Rig.NOW, 3).whole(poller, stream(poller));
      assertThat(Rig.keys(items)).containsExactly("1", "2", "3", "4", "5", "6", "7");
      assertThat(Rig.row(items.getLast()).get("WORD")).isEqualTo("w7");
    }
    Driver found = drivers().of(url, url);
    assertThat(found.getClass().getName()).isEqualTo("tiny.TinyDriver");
    assertThat(found.getClass().getClassLoader()).isNotEqualTo(getClass().getClassLoader());
  }

  private static String stream(Poller poller) throws Exception {
    return poller.streams(Map.of()).getFirst().name();
  }

  @Test
  void aDriverOfTheFolderIsTakenBeforeTheOneBuiltIn() throws Exception {
    Path _ = Files.copy(h2Jar(), folder().resolve("h2-newer.jar"));
    Driver found = drivers().of("jdbc:h2:mem:x", "jdbc:h2:mem:x");
    assertThat(found.getClass().getName()).isEqualTo(org.h2.Driver.class.getName());
    assertThat(found).isNotInstanceOf(org.h2.Driver.class);
    Driver other = drivers().of("jdbc:sqlite:x", "jdbc:sqlite:x");
    assertThat(other).isInstanceOf(org.sqlite.JDBC.class);
  }

  @Test
  void anAddressThatNobodyTakesNamesTheFolderAndWhatIsThere() throws Exception {
    assertThat(refused()).contains(home.resolve("drivers").toString(), "which is not there");
    Path _ = folder();
    assertThat(refused()).contains("where no jar is");
    Path _ = Files.writeString(folder().resolve("notes.jar"), "no archive");
    assertThat(refused()).contains("notes.jar has no driver");
    buildTinyDriver();
    assertThat(refused()).contains("notes.jar, tiny-1.0.jar has tiny.TinyDriver", "PostgreSQL");
  }

  @Test
  void aJarThatNamesAClassItDoesNotHaveIsSaidToBeBroken() throws Exception {
    Path jar = folder().resolve("broken.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
      out.write("missing.Driver\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    assertThat(refused()).contains("A driver in " + home.resolve("drivers"), "missing.Driver");
  }

  private String refused() {
    JdbcSettings settings =
        JdbcSettings.ofTable("jdbc:sybase:Tds:db.example.com:4100", "t", List.of("id"));
    try (Poller poller = new JdbcConnector(drivers()).open(settings, Rig.CONTEXT)) {
      var streams = poller.streams(Map.of());
      throw new AssertionError("no fault, but " + streams);
    } catch (ConnectorFault fault) {
      assertThat(fault.kind()).isEqualTo(FaultKind.CONFIGURATION);
      return String.valueOf(fault.getMessage());
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }
}
