package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tomte.store.postgres.DatabaseFault.Kind;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class DatabaseTest {

  private final ServerAddress address;

  DatabaseTest(TestDatabase database) {
    this.address = database.address();
  }

  @Test
  void setsWhatASessionMustNotTakeFromTheMachine() throws SQLException {
    try (Database database = Database.external(address, PoolSettings.defaults())) {
      assertThat(ask(database, "SHOW timezone")).isEqualTo("UTC");
      assertThat(ask(database, "SHOW application_name")).isEqualTo("tomte");
      assertThat(ask(database, "SHOW statement_timeout")).isEqualTo("1min");
      assertThat(ask(database, "SHOW lock_timeout")).isEqualTo("15s");
      assertThat(ask(database, "SHOW idle_in_transaction_session_timeout")).isEqualTo("5s");
    }
  }

  @Test
  void endsAStatementAtItsLimit() {
    PoolSettings settings =
        new PoolSettings(
            1,
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            ZoneOffset.UTC);
    try (Database database = Database.external(address, settings)) {
      assertThatThrownBy(() -> ask(database, "SELECT pg_sleep(30)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("statement timeout");
    }
  }

  @Test
  void tellsAWrongPassword() {
    assertFault(
        new ServerAddress(address.url(), "tomte", "wrong"), Kind.REFUSED, "password", "tomte");
  }

  @Test
  void tellsAMissingDatabase() {
    String url = address.url().replaceFirst("/[^/]*$", "/nowhere");
    assertFault(
        new ServerAddress(url, address.user(), address.password()),
        Kind.REFUSED,
        "no database \"nowhere\"",
        "CREATE DATABASE \"nowhere\"");
  }

  @Test
  void tellsAServerThatDoesNotAnswer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertFault(
        new ServerAddress("postgresql://127.0.0.1:" + port + "/x", "u", "p"),
        Kind.UNREACHABLE,
        "does not answer",
        "127.0.0.1:" + port);
    assertFault(
        new ServerAddress("postgresql://nowhere.invalid/x", "u", "p"),
        Kind.UNREACHABLE,
        "\"nowhere.invalid\" is not known");
  }

  @Test
  void tellsAnotherEncodingAndAReadOnlyUser() throws SQLException {
    try (Database database = Database.external(address, PoolSettings.defaults())) {
      run(database, "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
      run(database, "CREATE ROLE reader LOGIN PASSWORD 'x'");
      try {
        String url = address.url().replaceFirst("/[^/]*$", "/latin");
        ServerAddress latin = new ServerAddress(url, "reader", "x");
        assertFault(latin, Kind.UNSUITABLE, "encoding is LATIN1", "may not create", "UTF8");
      } finally {
        run(database, "DROP DATABASE latin");
        run(database, "DROP ROLE reader");
      }
    }
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    ServerCheck.Facts facts =
        new ServerCheck.Facts(140_012, "14.12", "SQL_ASCII", true, true, null, false, false, true);

    assertThat(facts.wrong())
        .containsExactly(
            "the server is version 14.12",
            "its encoding is SQL_ASCII",
            "the server is a standby",
            "the user's search_path names no schema that exists");
    assertThat(facts.warnings()).hasSize(1);
  }

  @Test
  void neverShowsAPasswordOfAnAddress() {
    for (String url :
        List.of(
            "jdbc:postgresql://h/d?user=u&password=hunter2",
            "postgresql://u:hunter2@h/d",
            "mysql://u:hunter2@h/d",
            "jdbc:postgresql://h/d?password=hunter2&ssl=true")) {
      DatabaseFault fault =
          catchThrowableOfType(DatabaseFault.class, () -> new ServerAddress(url, "u", "p"));
      assertThat(fault).as(url).isNotNull();
      assertThat(fault).hasMessageContaining("jdbc:postgresql://host:port/database");
      assertThat(fault.getMessage()).doesNotContain("hunter2");
    }
    assertThat(new ServerAddress("postgresql://h/d", "u", "hunter2").toString())
        .doesNotContain("hunter2");
  }

  private static void assertFault(ServerAddress address, Kind kind, String... parts) {
    DatabaseFault fault =
        catchThrowableOfType(
            DatabaseFault.class, () -> Database.external(address, PoolSettings.defaults()).close());
    assertThat(fault).isNotNull();
    assertThat(fault.kind()).as(fault.getMessage()).isEqualTo(kind);
    assertThat(fault).hasMessageContainingAll(parts);
  }

  private static String ask(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void run(Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
