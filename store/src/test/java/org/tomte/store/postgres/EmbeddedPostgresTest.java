package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.postgres.DatabaseFault.Kind;

class EmbeddedPostgresTest {

  @TempDir Path folder;
  private InstanceHome home;

  @BeforeEach
  void openHome() {
    home = InstanceHome.open(folder);
  }

  @Test
  void isDurableClosedAndKeepsItsData() throws Exception {
    String password;
    long pid;
    try (EmbeddedPostgres postgres = start()) {
      password = postgres.password();
      pid = ((EmbeddedPostgres.State.Ready) postgres.state()).pid();
      assertDurable(postgres);
      assertClosedToOthers(postgres);
      run(postgres, "CREATE TABLE kept (line text); INSERT INTO kept VALUES ('räksmörgås')");
    }
    assertThat(home.postgresData().resolve("postmaster.pid")).doesNotExist();
    assertThat(ProcessStat.of(pid)).isEmpty();

    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.password()).isEqualTo(password);
      assertThat(ask(postgres, "SELECT line FROM kept")).isEqualTo("räksmörgås");
    }

    Files.delete(home.databasePasswordFile());
    try (EmbeddedPostgres postgres = start()) {
      assertThat(postgres.password()).isNotEqualTo(password);
      assertThat(ask(postgres, "SELECT line FROM kept")).isEqualTo("räksmörgås");
    }
  }

  private void assertDurable(EmbeddedPostgres postgres) throws SQLException {
    for (String setting :
        List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
      assertThat(ask(postgres, "SHOW " + setting)).as(setting).isEqualTo("on");
    }
    assertThat(ask(postgres, "SHOW server_encoding")).isEqualTo("UTF8");
    assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
    assertThat(ask(postgres, "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"))
        .isEqualTo("C.UTF-8");
  }

  private static void assertClosedToOthers(EmbeddedPostgres postgres) throws IOException {
    assertThatThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(postgres.toString()).doesNotContain(postgres.password());
    List<InetAddress> outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    for (InetAddress address : outside) {
      assertThatThrownBy(() -> new Socket(address, postgres.port()).close())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesADataDirectoryOfANewerVersion() throws Exception {
    Files.createDirectories(home.postgresData());
    Files.writeString(home.postgresData().resolve("PG_VERSION"), "19\n");

    assertFault(Kind.OTHER_VERSION, "PostgreSQL 19", "bundles 18");
  }

  @Test
  void refusesADataDirectoryWithMissingFiles() throws Exception {
    Files.createDirectories(home.postgresData());
    Files.writeString(home.postgresData().resolve("something"), "");
    assertFault(Kind.BROKEN_DATA, "PG_VERSION", "backup");

    Files.writeString(home.postgresData().resolve("PG_VERSION"), "18\n");
    assertFault(Kind.BROKEN_DATA, "pg_control", "backup");
  }

  @Test
  void tellsADamagedControlFileAndASettingThatPostgresRefuses() throws Exception {
    start().close();
    EmbeddedSettings wrong = new EmbeddedSettings("128MB", Map.of("work_mem", "much"));
    DatabaseFault refused =
        catchThrowableOfType(
            DatabaseFault.class, () -> EmbeddedPostgres.start(TestCluster.of(home, wrong)));
    assertThat(refused.kind()).isEqualTo(Kind.BAD_SETTING);
    assertThat(refused).hasMessageContaining("\"work_mem\": \"much\"");

    Files.write(home.postgresData().resolve("global/pg_control"), new byte[8192]);
    assertFault(Kind.BROKEN_DATA, home.postgresData().toString(), "backup");
  }

  @Test
  void refusesSettingsThatWouldLoseData() {
    assertThatThrownBy(() -> new EmbeddedSettings("128MB", Map.of("fsync", "off")))
        .isInstanceOf(DatabaseFault.class)
        .hasMessageContaining("fsync=off");
    assertThatThrownBy(() -> new EmbeddedSettings("lots", Map.of()))
        .isInstanceOf(DatabaseFault.class)
        .hasMessageContaining("lots");
  }

  private void assertFault(Kind kind, String... parts) {
    DatabaseFault fault = catchThrowableOfType(DatabaseFault.class, () -> start().close());
    assertThat(fault).isNotNull();
    assertThat(fault.kind()).as(fault.getMessage()).isEqualTo(kind);
    assertThat(fault).hasMessageContainingAll(parts);
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(TestCluster.of(home));
  }

  static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
